import { sha256 } from "@noble/hashes/sha2.js";
import type { Hex } from "viem";
import { toHex } from "../bytes/hex.ts";

/** SHA-256 of the whole envelope: what the chain knows of it, and what `sha256sum` prints. */
export function payloadDigestOf(envelope: Uint8Array): Hex {
  return toHex(sha256(envelope));
}
