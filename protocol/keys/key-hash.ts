import type { Hex } from "viem";
import { expectLength } from "../bytes/expect-length.ts";
import { toHex } from "../bytes/hex.ts";
import { keccak256 } from "../bytes/keccak.ts";

/** X-Wing's raw public key: ML-KEM-768's 1,184 bytes, then X25519's 32. */
export const PUBLIC_KEY_LENGTH = 1216;

/** The suite of the key directory: X-Wing. */
export const KEY_SUITE = 1;

/** Keccak-256 of a public key: what the key directory stores. @throws InvalidLength */
export function keyHashOf(publicKey: Uint8Array): Hex {
  expectLength({ bytes: publicKey, length: PUBLIC_KEY_LENGTH, name: "The public key" });
  return toHex(keccak256(publicKey));
}
