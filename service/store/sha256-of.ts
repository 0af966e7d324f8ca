import { createHash } from "node:crypto";
import type { Hex } from "viem";

/** The SHA-256 by which the stores know bytes, or a text (its UTF-8). */
export function sha256Of(data: Uint8Array | string): Hex {
  return `0x${createHash("sha256").update(data).digest("hex")}`;
}
