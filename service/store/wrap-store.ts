import type { Address, Hex } from "viem";

/** A wrap and the place its header names (PROTOCOL 4.1). */
export type StoredWrap = {
  customer: Hex;
  keyEpoch: number;
  scope: number;
  holder: Address;
  wrapperEpoch: number;
  bytes: Uint8Array;
};

export type WrapStore = {
  /**
   * Stores all or none. The first wrap of a place stays.
   * @throws KontorError WrapConflict where the place holds other bytes
   */
  put(wraps: readonly StoredWrap[]): Promise<void>;
  /** The wraps of one holder for these customers and epochs, newest wrapper epoch first. */
  find(parameters: { holder: Address; items: readonly { customer: Hex; keyEpoch: number }[] }): Promise<StoredWrap[]>;
};
