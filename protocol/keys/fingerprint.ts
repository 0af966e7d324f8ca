import { base32 } from "@scure/base";
import type { Hex } from "viem";
import { fromHex } from "../bytes/hex.ts";

/** A multiple of five, so that base32 needs no padding. */
const FINGERPRINT_BYTES = 20;
const GROUPS_OF_FOUR = /.{4}/g;

/**
 * A key's fingerprint for two people to compare: the first 160 bits of its hash in base32 (RFC 4648: no 0, 1, 8 or 9, which are
 * misread as letters), eight groups of four letters. Finding another key with it costs 2^160 tries.
 * @throws InvalidHex
 */
export function fingerprintOf(keyHash: Hex): string {
  const bytes = fromHex({ hex: keyHash, length: 32, name: "The key hash" }).subarray(0, FINGERPRINT_BYTES);
  return (base32.encode(bytes).match(GROUPS_OF_FOUR) ?? []).join(" ");
}
