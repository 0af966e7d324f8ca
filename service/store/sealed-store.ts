import type { Address } from "viem";

export type StoredIdentity = { bytes: Uint8Array; etag: string };

export type SealedSecret = {
  organisation: Address;
  /** The organisation's key epoch that the secret belongs to. */
  epoch: number;
  recipient: Address;
  recipientEpoch: number;
  bytes: Uint8Array;
};

/** Sealed identities and sealed organisation secrets: ciphertext that only its owner can open. */
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
   * @returns whether it is new
   * @throws KontorError SecretLimitReached
   */
  addSecret(parameters: { secret: SealedSecret; limit: number; now: number }): Promise<boolean>;
  /** Newest first. */
  secrets(parameters: { organisation: Address; epoch: number; recipient: Address }): Promise<Uint8Array[]>;
  /** Who has a secret of this epoch, and sealed to which of their keys. */
  recipients(parameters: {
    organisation: Address;
    epoch: number;
  }): Promise<{ recipient: Address; recipientEpoch: number }[]>;
};
