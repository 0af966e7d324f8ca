import type { Hex } from "viem";
import { encodeAbiWords } from "../bytes/abi-words.ts";
import { toHex } from "../bytes/hex.ts";
import { keccak256 } from "../bytes/keccak.ts";
import { ERASED_TYPEHASH } from "./type-hashes.ts";

/**
 * EIP-712 hashStruct(Erased): what the registry stores of an erased customer, from the hash of its last entry, which is of
 * kind erasure. No entry hashes to it, so nothing can follow.
 * @throws InvalidHex
 */
export function erasedHeadOf(head: Hex): Hex {
  const words = encodeAbiWords([
    { bytes32: ERASED_TYPEHASH, name: "type hash" },
    { bytes32: head, name: "head" },
  ]);
  return toHex(keccak256(words));
}
