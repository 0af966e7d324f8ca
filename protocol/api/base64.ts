import { z } from "zod";
import { KontorError } from "../errors/kontor-error.ts";

/* Bytes inside JSON are base64 with padding (RFC 4648 section 4), canonical: one text for one byte string. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const CODES = new TextEncoder().encode(ALPHABET);
const PAD = 0x3d;

const SHAPE = /^[A-Za-z0-9+/]*={0,2}$/;
/** The last group: four characters, or fewer with padding and with the bits zero that stand for no byte. */
const LAST_GROUP = /^(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?$/;

/** Encodes bytes as padded base64. By table, for `btoa` would need a string of the bytes first. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3));
  let at = 0;
  for (let index = 0; index < bytes.length; index += 3) {
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text[at++] = CODES[group >> 18] ?? PAD;
    text[at++] = CODES[(group >> 12) & 63] ?? PAD;
    text[at++] = CODES[(group >> 6) & 63] ?? PAD;
    text[at++] = CODES[group & 63] ?? PAD;
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return new TextDecoder().decode(text.fill(PAD, text.length - padding));
}

/**
 * Decodes padded base64 in its canonical form only (no white space, no missing padding, no stray trailing bits).
 *
 * @throws KontorError `InvalidArgument`
 */
export function decodeBase64(text: string): Uint8Array {
  if (!isCanonical(text)) throw new KontorError({ code: "InvalidArgument", message: "Not canonical padded base64." });
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let index = 0, at = 0; index < text.length; index += 4, at += 3) {
    const group =
      (valueAt(text, index) << 18) |
      (valueAt(text, index + 1) << 12) |
      (valueAt(text, index + 2) << 6) |
      valueAt(text, index + 3);
    // What lies beyond the end of a typed array is not stored: the padding's bytes.
    bytes[at] = group >> 16;
    bytes[at + 1] = (group >> 8) & 255;
    bytes[at + 2] = group & 255;
  }
  return bytes;
}

/** A schema for base64 of at most `maxBytes` bytes. The value stays text; `decodeBase64` gives the bytes. */
export function base64Schema(maxBytes: number): z.ZodString {
  return z
    .string()
    .max(4 * Math.ceil(maxBytes / 3), `more than ${maxBytes} bytes`)
    .regex(SHAPE, "expected padded base64")
    .refine(isCanonical, "expected canonical padded base64");
}

function isCanonical(text: string): boolean {
  return text.length % 4 === 0 && SHAPE.test(text) && LAST_GROUP.test(text.slice(-4));
}

const VALUES = new Uint8Array(128);
for (const [value, code] of CODES.entries()) VALUES[code] = value;

/** 0 for the padding. */
function valueAt(text: string, index: number): number {
  return VALUES[text.charCodeAt(index)] ?? 0;
}
