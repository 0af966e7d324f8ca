import type { Hex } from "viem";
import { sha256Of } from "../store/sha256-of.ts";

const TOKEN_BYTES = 32;

/** A session's token: 256 random bits, base64url. */
export function createToken(randomBytes: (length: number) => Uint8Array): string {
  return Buffer.from(randomBytes(TOKEN_BYTES)).toString("base64url");
}

/** What of a token is stored: its SHA-256. A thief of the database has no session. */
export function hashToken(token: string): Hex {
  return sha256Of(token);
}
