import type { Address, Hex } from "viem";

export type Transport = "cookie" | "bearer";

export type StoredSession = { address: Address; transport: Transport; expiresAt: number };

/** Sign-in challenges and sessions. Neither messages nor tokens are kept, only their SHA-256. */
export type SessionStore = {
  /** @returns false when `limit` challenges are open already */
  addChallenge(parameters: {
    messageHash: Hex;
    address: Address;
    expiresAt: number;
    now: number;
    limit: number;
  }): Promise<boolean>;
  /** Takes a challenge away, so that of any number of concurrent callers one gets it. Expired ones are nobody's. */
  takeChallenge(parameters: { messageHash: Hex; now: number }): Promise<{ address: Address } | undefined>;
  addSession(parameters: { tokenHash: Hex; session: StoredSession; now: number }): Promise<void>;
  /** The live session of a token, marked as used; undefined (and gone) when expired or idle for longer than `maxIdle`. */
  touchSession(parameters: { tokenHash: Hex; now: number; maxIdle: number }): Promise<StoredSession | undefined>;
  endSession(tokenHash: Hex): Promise<void>;
  /** Deletes what has expired. */
  sweep(parameters: { now: number; maxIdle: number }): Promise<void>;
};
