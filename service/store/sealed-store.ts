import type { Address } from "viem";

export type StoredIdentity = { bytes: Uint8Array; etag: string };

/**
 * - organisation: an organisation's secret, sealed to a member
 * - channel: a channel's key, sealed to its grantee
 * - history: an organisation's secret under that of the next epoch; its recipient is the organisation
 */
export type SealedKind = "organisation" | "channel" | "history";

export type SealedSecret = {
  kind: SealedKind;
  /** Whose secret it is. */
  organisation: Address;
  /** The organisation's key epoch that the secret belongs to. */
  epoch: number;
  recipient: Address;
  recipientEpoch: number;
  /** Which member sealed it. */
  author: Address;
  bytes: Uint8Array;
};

/**
 * Sealed secrets of one author kept for one place. More than one is there after the recipient's own key rotation, or when a
 * rotation of the organisation's key was begun twice. Others' do not count: nobody can fill the place of somebody else.
 */
export const MAX_SEALED_PER_AUTHOR = 16;

export type SealedPlace = Pick<SealedSecret, "kind" | "organisation" | "epoch" | "recipient">;

/** Sealed identities and sealed secrets: ciphertext that only its owner can open. */
export type SealedStore = {
  identity(account: Address): Promise<StoredIdentity | undefined>;
  /**
   * Stores an identity when what is there is still `expected` (an ETag; null: nothing).
   * @returns whether it did
   */
  putIdentity(parameters: {
    account: Address;
    identity: StoredIdentity;
    expected: string | null;
    now: number;
  }): Promise<boolean>;
  /**
   * Adds a secret beside those that are there; the same bytes again change nothing.
   * @param parameters.limit how many of its author's may be in its place
   * @returns whether it is new
   * @throws KontorError SecretLimitReached
   */
  addSecret(parameters: { secret: SealedSecret; limit: number; now: number }): Promise<boolean>;
  /** Newest first. */
  secrets(place: SealedPlace): Promise<Uint8Array[]>;
  /** Who has a secret of this epoch, and sealed to which of their keys. */
  recipients(parameters: Omit<SealedPlace, "recipient">): Promise<{ recipient: Address; recipientEpoch: number }[]>;
};
