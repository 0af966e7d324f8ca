import { chacha20 } from "@noble/ciphers/chacha.js";
import { expectLength } from "../bytes/expect-length.ts";

/** 32 random bytes from which all salts of one entry come: whoever has it can open every field. */
export const ENTRY_SECRET_LENGTH = 32;

const SALT_LENGTH = 32;

/** Twelve bytes, as RFC 8439 wants them. The key is used for nothing else, so any nonce does. */
const NONCE = new TextEncoder().encode("kontor/salts");

/**
 * Salts 0 to `count - 1`: the ChaCha20 key stream (RFC 8439, counter from 0) under the entry secret, 32 bytes each. One salt
 * opens one field and says nothing of the others.
 * @throws InvalidLength
 */
export function deriveSalts({ entrySecret, count }: { entrySecret: Uint8Array; count: number }): Uint8Array[] {
  expectLength({ bytes: entrySecret, length: ENTRY_SECRET_LENGTH, name: "The entry secret" });
  const stream = chacha20(entrySecret, NONCE, new Uint8Array(count * SALT_LENGTH));
  return Array.from({ length: count }, (_, at) => stream.subarray(at * SALT_LENGTH, (at + 1) * SALT_LENGTH));
}
