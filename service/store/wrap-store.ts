import type { Address, Hex } from "viem";
import type { Wrapper } from "#protocol/keys/wrap-header.ts";

/** A wrap and the place its header names (PROTOCOL 4.1), and who put it there. */
export type StoredWrap = {
  /** The organisation that stored it: the holder itself, or the channel's sender. */
  steward: Address;
  wrapper: Wrapper;
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
   * @throws KontorError WrapConflict where the place holds other bytes; CustomerErased
   */
  put(wraps: readonly StoredWrap[]): Promise<void>;
  /** The wraps of one holder for these customers and epochs, newest wrapper epoch first. */
  find(parameters: { holder: Address; items: readonly { customer: Hex; keyEpoch: number }[] }): Promise<StoredWrap[]>;
};
