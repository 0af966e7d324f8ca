import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { RandomBytes } from "#protocol/bytes/random-bytes.ts";
import { encodeWrapHeader, type WrapHeader } from "#protocol/keys/wrap-header.ts";

const LABEL = new TextEncoder().encode("kontor/steady-nonce/1");

/**
 * A nonce that the key, the place and the content decide: wrapping the same secret again gives the same bytes, so that an
 * interrupted batch is done again without a trace and without asking what is there. Two different contents never share one.
 * For keys that nobody else makes random nonces under.
 */
export function steadyNonce(parameters: { key: Uint8Array; place: Uint8Array; secret: Uint8Array }): RandomBytes {
  const { key, place, secret } = parameters;
  const digest = hmac(sha256, key, Uint8Array.of(...LABEL, ...place, ...secret));
  return (length) => digest.slice(0, length);
}

/** The bytes that name a wrap's place. */
export function placeOfWrap(header: WrapHeader): Uint8Array {
  return encodeWrapHeader({ header, nonce: new Uint8Array(24) });
}
