import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { equalBytes } from "@noble/ciphers/utils.js";
import type { Hex } from "viem";
import { fromHex, toHex } from "../bytes/hex.ts";
import type { Keccak } from "../bytes/keccak.ts";
import { commitRecord } from "../commitment/commit.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { jsonTooLarge, RECORD_LIMITS } from "../json/json-limits.ts";
import { parseCanonicalJson } from "../record/canonical-json.ts";
import { parseRecord } from "../record/parse-record.ts";
import type { CustomerRecord } from "../record/record-schemas.ts";
import { expectContext } from "./expect-context.ts";
import { expectLabels } from "./expect-labels.ts";
import { checkEnvelopeLength, ENVELOPE_HEADER_LENGTH, type EnvelopeContext, parseEnvelopeHeader } from "./header.ts";
import { payloadDigestOf } from "./payload-digest.ts";
import { derivePayloadKey, type PayloadKeyMaterial } from "./payload-key.ts";
import { decodePlaintext } from "./plaintext.ts";

export type OpenEnvelopeParameters = PayloadKeyMaterial & {
  envelope: Uint8Array;
  /** All of it from the chain, never from whoever served the envelope. */
  expected: { context: EnvelopeContext; commitment: Hex; payloadDigest: Hex };
  keccak?: Keccak;
};

export type OpenedEnvelope = {
  record: CustomerRecord;
  /** Opens every field; for disclosing single ones, see commitment/commit.ts. */
  entrySecret: Uint8Array;
};

/**
 * Decrypts an envelope and takes nothing of it on trust: PROTOCOL.md, section 3, in this order.
 * @throws EnvelopeTooLarge, PayloadDigestMismatch, InvalidFormat, UnknownVersion, UnknownSuite, UnknownKind, InvalidLabel,
 *   ContextMismatch, KeyCommitmentMismatch, DecryptionFailed, InvalidPadding, NotCanonical, LabelsMismatch,
 *   CommitmentMismatch, InvalidLength, and what parseRecord throws
 */
export function openEnvelope(parameters: OpenEnvelopeParameters): OpenedEnvelope {
  const { envelope, expected, sectionKey, shredShare, keccak } = parameters;
  checkEnvelopeLength(envelope);
  if (payloadDigestOf(envelope) !== lowerCase({ hex: expected.payloadDigest, name: "The payload digest" })) {
    throw new KontorError({ code: "PayloadDigestMismatch", message: "The envelope is not the one the chain knows." });
  }
  const header = parseEnvelopeHeader(envelope);
  expectContext({ given: header.context, expected: expected.context });
  const encoded = envelope.subarray(0, ENVELOPE_HEADER_LENGTH);
  const { key, commitment } = derivePayloadKey({ sectionKey, shredShare, header: encoded });
  if (!equalBytes(commitment, header.keyCommitment)) {
    throw new KontorError({ code: "KeyCommitmentMismatch", message: "The envelope was sealed with other keys." });
  }
  const { entrySecret, json } = decodePlaintext(decrypt({ key, nonce: header.nonce, envelope }));
  if (json.length > RECORD_LIMITS.bytes) throw jsonTooLarge({ measure: "bytes", limit: RECORD_LIMITS.bytes });
  const record = parseRecord(header.context.kind, parseCanonicalJson(json));
  expectLabels({ record, labels: header.labels });
  const committed = commitRecord({ record, entrySecret, ...(keccak === undefined ? {} : { keccak }) });
  if (committed.commitment !== lowerCase({ hex: expected.commitment, name: "The commitment" })) {
    throw new KontorError({ code: "CommitmentMismatch", message: "The record is not what the chain commits to." });
  }
  return { record, entrySecret };
}

function decrypt({ key, nonce, envelope }: { key: Uint8Array; nonce: Uint8Array; envelope: Uint8Array }): Uint8Array {
  const header = envelope.subarray(0, ENVELOPE_HEADER_LENGTH);
  try {
    return xchacha20poly1305(key, nonce, header).decrypt(envelope.subarray(ENVELOPE_HEADER_LENGTH));
  } catch (cause) {
    throw new KontorError({ code: "DecryptionFailed", message: "The envelope was changed after sealing.", cause });
  }
}

function lowerCase({ hex, name }: { hex: Hex; name: string }): Hex {
  return toHex(fromHex({ hex, length: 32, name }));
}
