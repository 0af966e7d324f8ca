import { bytes, struct, U8, U16BE, U32BE, U64BE } from "micro-packed";
import type { Address, Hex } from "viem";
import { defineHeader } from "../bytes/define-header.ts";
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

/** The part of the header that the payload key is derived from: magic to key epoch. */
export const ENVELOPE_CONTEXT_LENGTH = 80;
export const TAG_LENGTH = 16;
/** Twice the largest record's JSON; what a service has to be ready to take. */
const MAX_ENVELOPE_LENGTH = 2 * 1024 * 1024;

const ENVELOPE = defineHeader({
  name: "envelope",
  magic: "KNTR",
  version: 1,
  suite: 1,
  fields: struct({
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
  }),
});

export const ENVELOPE_HEADER_LENGTH = ENVELOPE.length;

/** The 149 bytes of a header. @throws InvalidArgument, UnknownKind, InvalidLabel, InvalidFormat */
export function encodeEnvelopeHeader(header: EnvelopeHeader): Uint8Array {
  const { context, labels, nonce, keyCommitment, ciphertextLength } = header;
  checkHeader(header);
  const classification = classificationCode(labels.classification);
  const region = encodeRegion(labels.region);
  return ENVELOPE.encode({ ...context, classification, region, nonce, keyCommitment, ciphertextLength });
}

/**
 * The header of an envelope, with everything checked that needs no key: version, suite, kind, labels, and that the
 * envelope is exactly as long as its header says and as padding allows.
 * @param envelope the whole envelope.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownKind, InvalidLabel, EnvelopeTooLarge
 */
export function parseEnvelopeHeader(envelope: Uint8Array): EnvelopeHeader {
  checkEnvelopeLength(envelope);
  const fields = ENVELOPE.decode(envelope);
  const { classification, region, nonce, keyCommitment, ciphertextLength, ...context } = fields;
  const labels = { classification: classificationOf(classification), region: decodeRegion(region) };
  const header = { context, labels, nonce, keyCommitment, ciphertextLength };
  checkHeader(header);
  if (envelope.length !== ENVELOPE_HEADER_LENGTH + ciphertextLength) {
    throw ENVELOPE.invalid("is not as long as its header says");
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
  if (context.sequence < 1n) throw ENVELOPE.invalid("names no entry: its sequence is 0");
  if (context.keyEpoch < 1) throw ENVELOPE.invalid("names no key: its key epoch is 0");
  const plaintextLength = ciphertextLength - TAG_LENGTH;
  if (plaintextLength < MIN_PADDED_LENGTH || paddedLength(plaintextLength) !== plaintextLength) {
    throw ENVELOPE.invalid("has a length that padding never gives");
  }
}
