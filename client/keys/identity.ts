import type { Address, Hex } from "viem";

/** A member's unlocked identity key. Lives in memory only. */
export type Identity = {
  account: Address;
  /** Of the key directory. */
  epoch: number;
  keyHash: Hex;
  seed: Uint8Array;
};
