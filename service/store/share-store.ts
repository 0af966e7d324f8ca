import type { Address, Hex } from "viem";
import type { FileInspection, InspectedShare } from "./store-inspection.ts";
import type { MarkedStore } from "./store-mark.ts";

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
export type ShareStore = MarkedStore & {
  file: FileInspection;
  /** Shares behind a place, in the order of their places. */
  inspect(parameters: { after?: SharePlace; limit: number }): Promise<InspectedShare[]>;
  /**
   * Gives the shares of these places, making the missing ones of the bytes offered. In the order asked.
   * @throws KontorError CustomerErased where the shares of one were destroyed, ShareMissing where one is damaged; then it makes
   * none
   */
  findOrAdd(shares: readonly StoredShare[]): Promise<StoredShare[]>;
  /** Those that exist and are whole, in no order. */
  find(places: readonly SharePlace[]): Promise<StoredShare[]>;
  /**
   * Destroys a customer's shares, for good: none is made for it again.
   * @returns how many were destroyed, the same when asked again
   */
  destroy(parameters: { customer: Hex; now: number }): Promise<number>;
  /** Of these customers, those whose shares it was never told to destroy. */
  undestroyed(customers: readonly Hex[]): Promise<Hex[]>;
  /**
   * Leaves nothing of what was destroyed in the store's files: rewrites them, and empties the write-ahead log.
   * @throws KontorError StoreBusy while another process reads the file
   */
  compact(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
};
