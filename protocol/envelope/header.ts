import { bytes, struct, U8, U16BE, U32BE, U64BE } from "micro-packed";
import type { Address, Hex } from "viem";
import {
  type BinaryFormat,
  decodeAll,
  encodeAll,
  encodePrefix,
  invalidFormat,
  PREFIX_LENGTH,
  readPrefix,
} from "../bytes/binary-format.ts";
import { addressCoder, bytes32Coder } from "../bytes/hex-coders.ts";
import { recordKindName } from "../chain/kinds.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { classificationCode, classificationOf, decodeRegion, encodeRegion, type Labels } from "./labels.ts";
import { MIN_PADDED_LENGTH, paddedLength } from "./padding.ts";

/** Where an envelope belongs. Its key is derived from all of this, so it opens nowhere else. */
export type EnvelopeContext = {
  chainId: bigint;
  registry: Address;
  customer: Hex;
  sequence: bigint;
  kind: number;
  keyEpoch: number;
};

/** What anyone can read of an envelope, without a key. All of it is authenticated. */
export type EnvelopeHeader = {
  context: EnvelopeContext;
  labels: Labels;
  nonce: Uint8Array;
  keyCommitment: Uint8Array;
  /** Bytes of the ciphertext, the tag included. */
  ciphertextLength: number;
};

const ENVELOPE_FORMAT: BinaryFormat = { name: "envelope", magic: "KNTR", version: 1, suite: 1 };
export const ENVELOPE_HEADER_LENGTH = 149;
/** The part of the header that the payload key is derived from: magic to key epoch. */
export const ENVELOPE_CONTEXT_LENGTH = 80;
export const TAG_LENGTH = 16;
/** Twice the largest record's JSON; what a service has to be ready to take. */
const MAX_ENVELOPE_LENGTH = 2 * 1024 * 1024;

const headerCoder = struct({
  kind: U16BE,
  chainId: U64BE,
  registry: addressCoder,
  customer: bytes32Coder,
  sequence: U64BE,
  keyEpoch: U32BE,
  classification: U8,
  region: bytes(8),
  nonce: bytes(24),
  keyCommitment: bytes(32),
  ciphertextLength: U32BE,
});

/** The 149 bytes of a header. @throws InvalidArgument, UnknownKind, InvalidLabel, InvalidFormat */
export function encodeEnvelopeHeader(header: EnvelopeHeader): Uint8Array {
  const { context, labels, nonce, keyCommitment, ciphertextLength } = header;
  checkHeader(header);
  const classification = classificationCode(labels.classification);
  const value = {
    ...context,
    classification,
    region: encodeRegion(labels.region),
    nonce,
    keyCommitment,
    ciphertextLength,
  };
  const encoded = new Uint8Array(ENVELOPE_HEADER_LENGTH);
  encoded.set(encodePrefix(ENVELOPE_FORMAT));
  encoded.set(encodeAll({ coder: headerCoder, value, name: "envelope header" }), PREFIX_LENGTH);
  return encoded;
}

/**
 * The header of an envelope, with everything checked that needs no key: version, suite, kind, labels, and that the
 * envelope is exactly as long as its header says and as padding allows.
 * @param envelope the whole envelope.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownKind, InvalidLabel, EnvelopeTooLarge
 */
export function parseEnvelopeHeader(envelope: Uint8Array): EnvelopeHeader {
  checkEnvelopeLength(envelope);
  readPrefix({ format: ENVELOPE_FORMAT, bytes: envelope });
  const encoded = envelope.subarray(PREFIX_LENGTH, ENVELOPE_HEADER_LENGTH);
  const fields = decodeAll({ coder: headerCoder, bytes: encoded, name: "envelope header" });
  const { classification, region, nonce, keyCommitment, ciphertextLength, ...context } = fields;
  const labels = { classification: classificationOf(classification), region: decodeRegion(region) };
  const header = { context, labels, nonce, keyCommitment, ciphertextLength };
  checkHeader(header);
  if (envelope.length !== ENVELOPE_HEADER_LENGTH + ciphertextLength) {
    throw invalidFormat({ name: "envelope", problem: "isn't as long as its header says" });
  }
  return header;
}

/** Checked before anything that takes time in proportion to the length. @throws EnvelopeTooLarge */
export function checkEnvelopeLength(envelope: Uint8Array): void {
  if (envelope.length <= MAX_ENVELOPE_LENGTH) return;
  const details = { length: envelope.length, limit: MAX_ENVELOPE_LENGTH };
  throw new KontorError({ code: "EnvelopeTooLarge", message: "The envelope is over 2 MiB.", details });
}

function checkHeader({ context, ciphertextLength }: EnvelopeHeader): void {
  recordKindName(context.kind);
  if (context.sequence < 1n) throw invalidFormat({ name: "envelope", problem: "names no entry: its sequence is 0" });
  if (context.keyEpoch < 1) throw invalidFormat({ name: "envelope", problem: "names no key: its key epoch is 0" });
  const plaintextLength = ciphertextLength - TAG_LENGTH;
  if (plaintextLength < MIN_PADDED_LENGTH || paddedLength(plaintextLength) !== plaintextLength) {
    throw invalidFormat({ name: "envelope", problem: "has a length that padding never gives" });
  }
}
