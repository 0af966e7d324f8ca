import type { CoderType } from "micro-packed";
import { KontorError } from "../errors/kontor-error.ts";
import { decodeAll, encodeAll, invalidFormat } from "./coding.ts";

/** The start of every stored object: four letters, a version and a suite. */
type BinaryFormat = {
  /** For messages: "envelope", "wrap". */
  name: string;
  magic: string;
  version: number;
  suite: number;
};

/** Bytes of magic, version and suite together. */
const PREFIX_LENGTH = 6;

/** The header of a stored object: `magic ‖ u8 version ‖ u8 suite ‖ fields`, of one length always. */
export type BinaryHeader<Fields> = {
  /** Of the whole header, in bytes. */
  length: number;
  /** @throws InvalidArgument when a value does not fit its field, or what a field's coder throws */
  encode(fields: Fields): Uint8Array;
  /**
   * The fields of a header at the start of `bytes`; what follows is not looked at, and nothing is guessed from it.
   * @throws InvalidFormat, UnknownVersion, UnknownSuite, or what a field's coder throws
   */
  decode(bytes: Uint8Array): Fields;
  /** An error about the whole object. @param problem reads on from "The envelope …". */
  invalid(problem: string): KontorError;
};

/** @param parameters.fields a coder of fixed length */
export function defineHeader<Fields>(
  parameters: BinaryFormat & { fields: CoderType<Fields> & { size?: number | undefined } },
): BinaryHeader<Fields> {
  const { name, magic, version, suite, fields } = parameters;
  const { size } = fields;
  if (size === undefined) {
    throw new KontorError({ code: "InvariantBroken", message: `The header of a ${name} has no fixed length.` });
  }
  const length = PREFIX_LENGTH + size;
  const prefix = Uint8Array.of(...[...magic].map((letter) => letter.charCodeAt(0)), version, suite);
  const invalid = (problem: string) => invalidFormat({ name, problem });

  function checkPrefix(bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array) || bytes.length < PREFIX_LENGTH) throw invalid("is too short");
    if ([...magic].some((_, index) => bytes[index] !== prefix[index])) throw invalid(`does not start with ${magic}`);
    if (bytes[4] !== version) {
      const details = { given: Number(bytes[4]), known: version };
      throw new KontorError({ code: "UnknownVersion", message: `The ${name}'s version is not known here.`, details });
    }
    if (bytes[5] !== suite) {
      const details = { given: Number(bytes[5]), known: suite };
      throw new KontorError({ code: "UnknownSuite", message: `The ${name}'s suite is not known here.`, details });
    }
  }

  return {
    length,
    encode: (value) => {
      const encoded = new Uint8Array(length);
      encoded.set(prefix);
      encoded.set(encodeAll({ coder: fields, value, name }), PREFIX_LENGTH);
      return encoded;
    },
    decode: (bytes) => {
      checkPrefix(bytes);
      return decodeAll({ coder: fields, bytes: bytes.subarray(PREFIX_LENGTH, length), name });
    },
    invalid,
  };
}
