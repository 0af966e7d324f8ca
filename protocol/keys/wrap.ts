import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { expectLength } from "../bytes/expect-length.ts";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { expectContext } from "../envelope/expect-context.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { SECRET_LENGTH } from "./section-key.ts";
import { encodeWrapHeader, parseWrapHeader, WRAP_HEADER_LENGTH, WRAP_LENGTH, type WrapHeader } from "./wrap-header.ts";

const NONCE_LENGTH = 24;

export type WrapSecretParameters = {
  /** Where the secret belongs and who holds the wrap key. */
  header: WrapHeader;
  /** The customer secret (scope 0), or the section key of the scope's kind. */
  secret: Uint8Array;
  /** The organisation's own or the channel's, as the header's wrapper says. */
  wrapKey: Uint8Array;
  randomBytes?: RandomBytes;
};

/**
 * Encrypts a customer secret, or one section key, under an organisation's or a channel's wrap key: PROTOCOL.md, section 4.1.
 * @returns 169 bytes.
 * @throws InvalidLength, InvalidArgument, InvalidFormat, UnknownScope
 */
export function wrapSecret(parameters: WrapSecretParameters): Uint8Array {
  const { header, secret, wrapKey, randomBytes = secureRandomBytes } = parameters;
  expectLength({ bytes: secret, length: SECRET_LENGTH, name: "The secret" });
  expectLength({ bytes: wrapKey, length: SECRET_LENGTH, name: "The wrap key" });
  const nonce = randomBytes(NONCE_LENGTH);
  const encoded = encodeWrapHeader({ header, nonce });
  const wrap = new Uint8Array(WRAP_LENGTH);
  wrap.set(encoded);
  wrap.set(xchacha20poly1305(wrapKey, nonce, encoded).encrypt(secret), WRAP_HEADER_LENGTH);
  return wrap;
}

export type UnwrapSecretParameters = {
  wrap: Uint8Array;
  /** What the caller knows from elsewhere; a wrap of anything else is refused. */
  expected: WrapHeader;
  wrapKey: Uint8Array;
};

/**
 * The secret inside a wrap.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownWrapper, UnknownScope, ContextMismatch, InvalidLength,
 *   DecryptionFailed
 */
export function unwrapSecret({ wrap, expected, wrapKey }: UnwrapSecretParameters): Uint8Array {
  const { nonce, ...given } = parseWrapHeader(wrap);
  expectContext({ given, expected: { ...expected, wrapper: expected.wrapper ?? "organisation" } });
  expectLength({ bytes: wrapKey, length: SECRET_LENGTH, name: "The wrap key" });
  const associatedData = wrap.subarray(0, WRAP_HEADER_LENGTH);
  try {
    return xchacha20poly1305(wrapKey, nonce, associatedData).decrypt(wrap.subarray(WRAP_HEADER_LENGTH));
  } catch (cause) {
    throw new KontorError({
      code: "DecryptionFailed",
      message: "The wrap was changed, or is under another key.",
      cause,
    });
  }
}
