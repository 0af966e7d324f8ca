import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { expectLength } from "../bytes/expect-length.ts";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { recordKindName } from "../chain/kinds.ts";

const LABEL = new TextEncoder().encode("kontor/section/1");

/** Bytes of a customer secret, a section key, a shred share and an organisation secret. */
export const SECRET_LENGTH = 32;

/** A new customer secret, for one customer and key epoch: 32 random bytes. */
export function generateCustomerSecret(randomBytes: RandomBytes = secureRandomBytes): Uint8Array {
  return randomBytes(SECRET_LENGTH);
}

/**
 * `HKDF-SHA256(customer secret, info = "kontor/section/1" ‖ u16(kind), 32)`: opens the entries of one kind only.
 * @throws InvalidLength, UnknownKind
 */
export function deriveSectionKey({ customerSecret, kind }: { customerSecret: Uint8Array; kind: number }): Uint8Array {
  expectLength({ bytes: customerSecret, length: SECRET_LENGTH, name: "The customer secret" });
  recordKindName(kind);
  const info = Uint8Array.of(...LABEL, kind >> 8, kind & 0xff);
  return hkdf(sha256, customerSecret, undefined, info, SECRET_LENGTH);
}
