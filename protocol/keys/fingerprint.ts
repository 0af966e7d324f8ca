import type { Hex } from "viem";
import { fromHex } from "../bytes/hex.ts";

/** RFC 4648: no 0, 1, 8 or 9, which are misread as letters. */
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const FINGERPRINT_BYTES = 20;
const GROUP = 4;

/**
 * A key's fingerprint for two people to compare: the first 160 bits of its hash in base32, eight groups of four letters.
 * Finding another key with it costs 2^160 tries.
 * @throws InvalidHex
 */
export function fingerprintOf(keyHash: Hex): string {
  const bytes = fromHex({ hex: keyHash, length: 32, name: "The key hash" }).subarray(0, FINGERPRINT_BYTES);
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five, 2))).join("");
  return (letters.match(new RegExp(`.{${GROUP}}`, "g")) ?? []).join(" ");
}
