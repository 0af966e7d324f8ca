import { KontorError } from "../errors/kontor-error.ts";

/** So that the shortest records, which are the most telling, all look alike. */
export const MIN_PADDED_LENGTH = 256;

/**
 * The Padmé length for `length` bytes: at most 12% more, and it tells O(log log length) bits of the length.
 * Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs" (PoPETs 2019), section 4.
 * @param length from 0 to 2^31.
 */
export function paddedLength(length: number): number {
  if (length <= MIN_PADDED_LENGTH) return MIN_PADDED_LENGTH;
  const exponent = 31 - Math.clz32(length);
  const significant = 32 - Math.clz32(exponent);
  const mask = 2 ** (exponent - significant) - 1;
  return length + mask - ((length + mask) & mask);
}

/** `content` with zeros up to its Padmé length. */
export function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedLength(content.length));
  padded.set(content);
  return padded;
}

/**
 * The content of a padded plaintext, a view.
 * @throws InvalidPadding when the padded length isn't the content's, or a byte of the padding isn't zero.
 */
export function unpad({ padded, length }: { padded: Uint8Array; length: number }): Uint8Array {
  const isOfItsLength = length <= padded.length && paddedLength(length) === padded.length;
  if (!isOfItsLength || padded.subarray(length).some((byte) => byte !== 0)) {
    throw new KontorError({ code: "InvalidPadding", message: "The plaintext isn't padded as the protocol says." });
  }
  return padded.subarray(0, length);
}
