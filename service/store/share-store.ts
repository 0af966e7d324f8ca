import type { Address, Hex } from "viem";

export type SharePlace = { customer: Hex; keyEpoch: number };

export type StoredShare = SharePlace & {
  /** Whose member had it made. */
  organisation: Address;
  /** 32 bytes. */
  share: Uint8Array;
};

/**
 * The shred shares, in a store of their own: destroying them everywhere is what erases a customer, so their backups have
 * their own, short life. Throws like Store.
 */
export type ShareStore = {
  /** Gives the shares of these places, making the missing ones of the bytes offered. In the order asked. */
  findOrAdd(shares: readonly StoredShare[]): Promise<StoredShare[]>;
  /** Those that exist, in no order. */
  find(places: readonly SharePlace[]): Promise<StoredShare[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
};
