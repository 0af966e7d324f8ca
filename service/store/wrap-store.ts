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
  /** Which member stored it. */
  author: Address;
  bytes: Uint8Array;
};

export type WrapStore = {
  /**
   * Stores all or none. The first wrap of a place stays, with two exceptions. The steward's own gives way where `replaces` has
   * the SHA-256 of its bytes and the steward has written no entry of this customer under this epoch, by the index: what is
   * written would open with no other. A channel's gives way to a KEEPER's (`byKeeper`): it is a copy of what the steward has.
   * @throws KontorError WrapConflict where the place holds other bytes that stay; CustomerErased
   */
  put(parameters: { wraps: readonly StoredWrap[]; replaces: ReadonlySet<Hex>; byKeeper: boolean }): Promise<void>;
  /** The wraps of one holder for these customers and epochs, newest wrapper epoch first. */
  find(parameters: { holder: Address; items: readonly { customer: Hex; keyEpoch: number }[] }): Promise<StoredWrap[]>;
};
