import { z } from "zod";
import { KontorError } from "../errors/kontor-error.ts";

/* Bytes inside JSON are base64 with padding (RFC 4648 section 4), canonical: one text for one byte string. */

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/** Characters `String.fromCharCode` is given at once: the argument list of a call has a limit in every engine. */
const CHUNK = 0x8000;

/** Encodes bytes as padded base64. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let offset = 0; offset < bytes.length; offset += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(offset, offset + CHUNK));
  }
  return btoa(binary);
}

/**
 * Decodes padded base64 in its canonical form only (no white space, no missing padding, no stray trailing bits).
 *
 * @throws KontorError `InvalidArgument`
 */
export function decodeBase64(text: string): Uint8Array {
  if (!BASE64.test(text)) throw new KontorError({ code: "InvalidArgument", message: "Not canonical padded base64." });
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** A schema for base64 of at most `maxBytes` bytes. The value stays text; `decodeBase64` gives the bytes. */
export function base64Schema(maxBytes: number): z.ZodString {
  return z
    .string()
    .max(4 * Math.ceil(maxBytes / 3), `more than ${maxBytes} bytes`)
    .regex(BASE64, "expected canonical padded base64");
}
