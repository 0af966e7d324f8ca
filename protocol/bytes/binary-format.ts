import type { CoderType } from "micro-packed";
import { KontorError } from "../errors/kontor-error.ts";

/** The start of every stored object: four letters, a version and a suite. */
export type BinaryFormat = {
  /** For messages: "envelope", "wrap". */
  name: string;
  magic: string;
  version: number;
  suite: number;
};

/** Bytes of magic, version and suite together. */
export const PREFIX_LENGTH = 6;

/** `magic ‖ u8 version ‖ u8 suite`. */
export function encodePrefix({ magic, version, suite }: BinaryFormat): Uint8Array {
  return Uint8Array.of(...[...magic].map((letter) => letter.charCodeAt(0)), version, suite);
}

/**
 * Reads past the prefix; nothing is guessed from what follows.
 * @returns the bytes after the prefix, a view.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite
 */
export function readPrefix({ format, bytes }: { format: BinaryFormat; bytes: Uint8Array }): Uint8Array {
  const { name, magic, version, suite } = format;
  if (!(bytes instanceof Uint8Array) || bytes.length < PREFIX_LENGTH) {
    throw invalidFormat({ name, problem: "is too short" });
  }
  if ([...magic].some((letter, index) => letter.charCodeAt(0) !== bytes[index])) {
    throw invalidFormat({ name, problem: `doesn't start with ${magic}` });
  }
  if (bytes[4] !== version) {
    const details = { given: Number(bytes[4]), known: version };
    throw new KontorError({ code: "UnknownVersion", message: `The ${name}'s version is not known here.`, details });
  }
  if (bytes[5] !== suite) {
    const details = { given: Number(bytes[5]), known: suite };
    throw new KontorError({ code: "UnknownSuite", message: `The ${name}'s suite is not known here.`, details });
  }
  return bytes.subarray(PREFIX_LENGTH);
}

type Coding = { name: string };

/** Decodes all of `bytes`. @throws InvalidFormat, with the coder's complaint as its cause, or what a field's coder threw */
export function decodeAll<T>({ coder, bytes, name }: Coding & { coder: CoderType<T>; bytes: Uint8Array }): T {
  try {
    return coder.decode(bytes);
  } catch (cause) {
    throw invalidFormat({ name, problem: "doesn't have its layout", cause });
  }
}

/** @throws InvalidArgument when a value doesn't fit its field */
export function encodeAll<T>({ coder, value, name }: Coding & { coder: CoderType<T>; value: T }): Uint8Array {
  try {
    return coder.encode(value);
  } catch (cause) {
    throw new KontorError({ code: "InvalidArgument", message: `A value doesn't fit its field of the ${name}.`, cause });
  }
}

export function invalidFormat({ name, problem, cause }: Coding & { problem: string; cause?: unknown }): KontorError {
  return new KontorError({ code: "InvalidFormat", message: `The ${name} ${problem}.`, cause });
}
