import type { Address, Hex } from "viem";

export type StoredChallenge = {
  organisation: Address;
  account: Address;
  /** The member who asks. */
  author: Address;
  bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  digest: Hex;
  answer: Uint8Array | null;
};

/** Proofs of possession under way: one for each organisation, account and author, so that no member undoes what another asked. */
export type PossessionStore = {
  /**
   * Puts a challenge in the place of its author's older one and of its answer; the same bytes again change nothing.
   * @returns whether it is new
   */
  put(parameters: Omit<StoredChallenge, "answer"> & { now: number }): Promise<boolean>;
  /** Those without an answer, ordered by organisation. */
  pending(account: Address): Promise<StoredChallenge[]>;
  /** All of an organisation's challenges to an account, the newest first. */
  find(parameters: { organisation: Address; account: Address }): Promise<StoredChallenge[]>;
  /** @returns false when the challenge is another by now */
  answer(parameters: {
    organisation: Address;
    account: Address;
    digest: Hex;
    answer: Uint8Array;
    now: number;
  }): Promise<boolean>;
};
