import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import type { Hex } from "viem";
import type { Keccak } from "../bytes/keccak.ts";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { commitRecord } from "../commitment/commit.ts";
import { ENTRY_SECRET_LENGTH } from "../commitment/salts.ts";
import { jsonTooLarge, RECORD_LIMITS } from "../json/json-limits.ts";
import { canonicalJson } from "../record/canonical-json.ts";
import { parseRecord } from "../record/parse-record.ts";
import { expectLabels } from "./expect-labels.ts";
import { ENVELOPE_HEADER_LENGTH, type EnvelopeContext, encodeEnvelopeHeader, TAG_LENGTH } from "./header.ts";
import type { Labels } from "./labels.ts";
import { payloadDigestOf } from "./payload-digest.ts";
import { derivePayloadKey, type PayloadKeyMaterial } from "./payload-key.ts";
import { encodePlaintext } from "./plaintext.ts";

export type SealEnvelopeParameters = PayloadKeyMaterial & {
  context: EnvelopeContext;
  /** Public; equal to the record's. */
  labels: Labels;
  /** Of the context's kind; parsed again here, so that nothing is sealed that nobody can open. */
  record: unknown;
  /** 32 random bytes; made here by default. */
  entrySecret?: Uint8Array;
  randomBytes?: RandomBytes;
  keccak?: Keccak;
};

export type SealedEnvelope = { envelope: Uint8Array; commitment: Hex; payloadDigest: Hex };

/**
 * Encrypts a record for one place on one chain: PROTOCOL.md, section 3.
 * @throws UnknownKind, LabelsMismatch, InvalidLength, InvalidFormat, and what parseRecord throws
 */
export function sealEnvelope(parameters: SealEnvelopeParameters): SealedEnvelope {
  const { context, labels, sectionKey, shredShare, randomBytes = secureRandomBytes, keccak } = parameters;
  const record = parseRecord(context.kind, parameters.record);
  expectLabels({ record, labels });
  const json = new TextEncoder().encode(canonicalJson(record));
  if (json.length > RECORD_LIMITS.bytes) throw jsonTooLarge({ measure: "bytes", limit: RECORD_LIMITS.bytes });
  const entrySecret = parameters.entrySecret ?? randomBytes(ENTRY_SECRET_LENGTH);
  const { commitment } = commitRecord({ record, entrySecret, ...(keccak === undefined ? {} : { keccak }) });
  const plaintext = encodePlaintext({ entrySecret, json });
  const nonce = randomBytes(24);
  const ciphertextLength = plaintext.length + TAG_LENGTH;
  const unkeyed = { context, labels, nonce, keyCommitment: new Uint8Array(32), ciphertextLength };
  const { key, commitment: keyCommitment } = derivePayloadKey({
    sectionKey,
    shredShare,
    header: encodeEnvelopeHeader(unkeyed),
  });
  const header = encodeEnvelopeHeader({ ...unkeyed, keyCommitment });
  const envelope = new Uint8Array(ENVELOPE_HEADER_LENGTH + ciphertextLength);
  envelope.set(header);
  envelope.set(xchacha20poly1305(key, nonce, header).encrypt(plaintext), ENVELOPE_HEADER_LENGTH);
  plaintext.fill(0);
  return { envelope, commitment, payloadDigest: payloadDigestOf(envelope) };
}
