import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { concatBytes } from "@noble/ciphers/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "#protocol/bytes/hex.ts";
import { loadFastKeccak } from "#protocol/bytes/load-fast-keccak.ts";
import { KINDS, type RecordKindName } from "#protocol/chain/kinds.ts";
import { commitRecord } from "#protocol/commitment/commit.ts";
import {
  ENVELOPE_HEADER_LENGTH,
  type EnvelopeContext,
  type EnvelopeHeader,
  encodeEnvelopeHeader,
  parseEnvelopeHeader,
} from "#protocol/envelope/header.ts";
import { CLASSIFICATIONS, type Labels } from "#protocol/envelope/labels.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { payloadDigestOf } from "#protocol/envelope/payload-digest.ts";
import { derivePayloadKey } from "#protocol/envelope/payload-key.ts";
import { encodePlaintext } from "#protocol/envelope/plaintext.ts";
import { type SealedEnvelope, sealEnvelope } from "#protocol/envelope/seal.ts";
import { canonicalJson } from "#protocol/record/canonical-json.ts";
import { addresses, bytes32, bytesOf, flips, uint32 } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { RECORDS } from "../fixtures/records.ts";

const keys = { sectionKey: new Uint8Array(32).fill(1), shredShare: new Uint8Array(32).fill(2) };
const context: EnvelopeContext = {
  chainId: 31_337n,
  registry: `0x${"5f".repeat(20)}`,
  customer: `0x${"c0".repeat(32)}`,
  sequence: 3n,
  kind: KINDS.note,
  keyEpoch: 2,
};
const record = RECORDS.note;
const labels: Labels = record.labels;
const sealed = sealEnvelope({ context, labels, record, ...keys });

/** Opens `envelope` as one whose digest the chain has: what a malicious writer, who chooses the digest, can do. */
function openAsWritten(
  envelope: Uint8Array,
  expected: Partial<SealedEnvelope & { context: EnvelopeContext }> = {},
): string {
  const onChain = { context, commitment: sealed.commitment, payloadDigest: payloadDigestOf(envelope), ...expected };
  return codeOf(() => openEnvelope({ envelope, expected: onChain, ...keys }));
}

/** An envelope around any plaintext and header, made with the right keys: what a malicious writer can do. */
function write({ plaintext, header = {} }: { plaintext: Uint8Array; header?: Partial<EnvelopeHeader> }): Uint8Array {
  const unkeyed: EnvelopeHeader = {
    context,
    labels,
    nonce: new Uint8Array(24).fill(4),
    keyCommitment: new Uint8Array(32),
    ciphertextLength: plaintext.length + 16,
    ...header,
  };
  const { key, commitment: keyCommitment } = derivePayloadKey({ ...keys, header: encodeEnvelopeHeader(unkeyed) });
  const encoded = encodeEnvelopeHeader({ ...unkeyed, keyCommitment });
  return concatBytes(encoded, xchacha20poly1305(key, unkeyed.nonce, encoded).encrypt(plaintext));
}

const plaintextOf = (json: string): Uint8Array =>
  encodePlaintext({ entrySecret: new Uint8Array(32).fill(6), json: new TextEncoder().encode(json) });

describe("envelope header", () => {
  const headers: fc.Arbitrary<EnvelopeHeader> = fc.record({
    context: fc.record({
      chainId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      registry: addresses,
      customer: bytes32,
      sequence: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }),
      kind: fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
      keyEpoch: uint32.filter((epoch) => epoch > 0),
    }),
    labels: fc.record({
      classification: fc.constantFrom(...CLASSIFICATIONS),
      region: fc.stringMatching(/^[A-Z0-9-]{1,8}$/),
    }),
    nonce: bytesOf(24),
    keyCommitment: bytesOf(32),
    ciphertextLength: fc.constantFrom(256, 272, 288, 1024).map((length) => length + 16),
  });

  test("behavior: a header comes back from its 149 bytes", () => {
    fc.assert(
      fc.property(headers, (header) => {
        const encoded = encodeEnvelopeHeader(header);
        expect(encoded).toHaveLength(ENVELOPE_HEADER_LENGTH);
        expect(parseEnvelopeHeader(Uint8Array.of(...encoded, ...new Uint8Array(header.ciphertextLength)))).toEqual(
          header,
        );
      }),
    );
  });

  test("error: what can't be a header can't be written either", () => {
    const header = parseEnvelopeHeader(sealed.envelope);
    const encode = (change: Partial<EnvelopeHeader>): string =>
      codeOf(() => encodeEnvelopeHeader({ ...header, ...change }));
    expect(encode({ context: { ...context, kind: 8 } })).toBe("UnknownKind");
    expect(encode({ context: { ...context, sequence: 0n } })).toBe("InvalidFormat");
    expect(encode({ context: { ...context, keyEpoch: 0 } })).toBe("InvalidFormat");
    expect(encode({ context: { ...context, chainId: 2n ** 64n } })).toBe("InvalidArgument");
    expect(encode({ context: { ...context, registry: "0x12" } })).toBe("InvalidArgument");
    expect(encode({ labels: { ...labels, region: "eu" } })).toBe("InvalidLabel");
    expect(encode({ labels: { ...labels, classification: "secret" as "public" } })).toBe("InvalidLabel");
    expect(encode({ ciphertextLength: 300 })).toBe("InvalidFormat");
    expect(encode({ nonce: new Uint8Array(23) })).toBe("InvalidArgument");
  });

  test("error: unknown magic, version, suite, kind, classification and region are each named", () => {
    const parse = (at: number, ...bytes: number[]): string => {
      const changed = Uint8Array.from(sealed.envelope);
      changed.set(bytes, at);
      return codeOf(() => parseEnvelopeHeader(changed));
    };
    expect(parse(0, 0x4c)).toBe("InvalidFormat");
    expect(parse(4, 2)).toBe("UnknownVersion");
    expect(parse(4, 0)).toBe("UnknownVersion");
    expect(parse(5, 2)).toBe("UnknownSuite");
    for (const kind of [0, 8, 9, 255]) expect(parse(6, 0, kind)).toBe("UnknownKind");
    for (const classification of [0, 5, 255]) expect(parse(80, classification)).toBe("InvalidLabel");
    for (const region of [[0x61], [0], [0x45, 0, 0x55], [0x20]]) expect(parse(81, ...region)).toBe("InvalidLabel");
    expect(parse(145, 0, 0, 0, 0)).toBe("InvalidFormat");
    expect(parse(145, 255, 255, 255, 255)).toBe("InvalidFormat");
  });

  test("error: every truncation, an extension, nothing, and ten megabytes", () => {
    for (let length = 0; length < sealed.envelope.length; length++) {
      expect(codeOf(() => parseEnvelopeHeader(sealed.envelope.subarray(0, length)))).toBe("InvalidFormat");
    }
    expect(codeOf(() => parseEnvelopeHeader(Uint8Array.of(...sealed.envelope, 0)))).toBe("InvalidFormat");
    const large = new Uint8Array(10_000_000);
    large.set(sealed.envelope);
    expect(codeOf(() => parseEnvelopeHeader(large))).toBe("EnvelopeTooLarge");
    expect(codeOf(() => openEnvelope({ envelope: large, expected: { context, ...sealed }, ...keys }))).toBe(
      "EnvelopeTooLarge",
    );
  });
});

describe("sealEnvelope and openEnvelope", () => {
  test.each(Object.keys(RECORDS) as RecordKindName[])("default: a %s comes back", (name) => {
    const own = { ...context, kind: KINDS[name] };
    const { envelope, ...onChain } = sealEnvelope({ context: own, labels, record: RECORDS[name], ...keys });
    const { record: opened, entrySecret } = openEnvelope({ envelope, expected: { context: own, ...onChain }, ...keys });
    expect(opened).toEqual(RECORDS[name]);
    expect(commitRecord({ record: RECORDS[name], entrySecret }).commitment).toBe(onChain.commitment);
    expect(onChain.payloadDigest).toBe(payloadDigestOf(envelope));
  });

  test("args: keccak, entrySecret and checksummed hexadecimal change nothing", async () => {
    const keccak = await loadFastKeccak();
    const entrySecret = new Uint8Array(32).fill(5);
    const made = sealEnvelope({ context, labels, record, ...keys, keccak, entrySecret });
    const upper = {
      context: { ...context, registry: `0x${"5F".repeat(20)}` as const },
      commitment: `0x${made.commitment.slice(2).toUpperCase()}` as const,
      payloadDigest: made.payloadDigest,
    };
    expect(openEnvelope({ envelope: made.envelope, expected: upper, ...keys, keccak }).entrySecret).toEqual(
      entrySecret,
    );
  });

  test("behavior: sealing twice shares no nonce, secret, commitment or ciphertext", () => {
    const again = sealEnvelope({ context, labels, record, ...keys });
    expect(again.commitment).not.toBe(sealed.commitment);
    expect(toHex(again.envelope.subarray(89, 113))).not.toBe(toHex(sealed.envelope.subarray(89, 113)));
    expect(toHex(again.envelope.subarray(149))).not.toBe(toHex(sealed.envelope.subarray(149)));
  });

  test("behavior: the envelope shows nothing of the record but its labels", () => {
    const text = new TextDecoder("latin1").decode(sealed.envelope);
    for (const secret of ["Dog", "note/1", "2026"]) expect(text).not.toContain(secret);
  });

  test("behavior: a record of the largest size, and one over it", () => {
    const files = (length: number): object => ({
      ...RECORDS.note,
      customFields: Array.from({ length: 10 }, (_, index) => ({ name: `n${index}`, value: "x".repeat(length) })),
    });
    const { envelope, ...onChain } = sealEnvelope({ context, labels, record: files(99_999), ...keys });
    expect(openEnvelope({ envelope, expected: { context, ...onChain }, ...keys }).record).toEqual(files(99_999));
    const many = {
      ...RECORDS.note,
      customFields: Array.from({ length: 11 }, (_, index) => ({ name: `n${index}`, value: "x".repeat(99_999) })),
    };
    expect(codeOf(() => sealEnvelope({ context, labels, record: many, ...keys }))).toBe("JsonTooLarge");
  });

  test("error: a record that isn't valid, labels that aren't its own, keys of another length", () => {
    const seal = (change: object): string =>
      codeOf(() => sealEnvelope({ context, labels, record, ...keys, ...change }));
    expect(seal({ record: { ...record, text: "" } })).toBe("InvalidRecord");
    expect(seal({ labels: { ...labels, region: "US" } })).toBe("LabelsMismatch");
    expect(seal({ labels: { ...labels, classification: "public" } })).toBe("LabelsMismatch");
    expect(seal({ sectionKey: new Uint8Array(31) })).toBe("InvalidLength");
    expect(seal({ shredShare: new Uint8Array(0) })).toBe("InvalidLength");
    expect(seal({ entrySecret: new Uint8Array(16) })).toBe("InvalidLength");
    expect(seal({ context: { ...context, kind: KINDS.erasure } })).toBe("UnknownKind");
  });

  test("attack: every byte flipped, seen by the digest", () => {
    for (const envelope of flips(sealed.envelope)) {
      expect(codeOf(() => openEnvelope({ envelope, expected: { context, ...sealed }, ...keys }))).toBe(
        "PayloadDigestMismatch",
      );
    }
  });

  test("attack: every byte flipped by a writer who puts the new digest on chain", () => {
    const codes = new Set([
      "InvalidFormat",
      "UnknownVersion",
      "UnknownSuite",
      "UnknownKind",
      "InvalidLabel",
      "ContextMismatch",
      "KeyCommitmentMismatch",
      "DecryptionFailed",
    ]);
    for (const [at, envelope] of flips(sealed.envelope).entries()) {
      expect(codes, `byte ${at}`).toContain(openAsWritten(envelope));
    }
  });

  test("attack: truncated or extended, with the digest of that", () => {
    for (const length of [0, 1, 148, 149, 150, sealed.envelope.length - 1]) {
      expect(openAsWritten(sealed.envelope.subarray(0, length))).toBe("InvalidFormat");
    }
    expect(openAsWritten(Uint8Array.of(...sealed.envelope, 0))).toBe("InvalidFormat");
  });

  test("attack: an envelope served for another chain, registry, customer, sequence, kind or epoch", () => {
    const moves: Partial<EnvelopeContext>[] = [
      { chainId: 1n },
      { registry: `0x${"60".repeat(20)}` },
      { customer: `0x${"c1".repeat(32)}` },
      { sequence: 4n },
      { kind: KINDS.profile },
      { keyEpoch: 3 },
    ];
    for (const move of moves) {
      expect(openAsWritten(sealed.envelope, { context: { ...context, ...move } })).toBe("ContextMismatch");
      // The header rewritten to fit as well: the key was derived from what it said before.
      const moved = Uint8Array.from(sealed.envelope);
      moved.set(encodeEnvelopeHeader({ ...parseEnvelopeHeader(sealed.envelope), context: { ...context, ...move } }));
      expect(openAsWritten(moved, { context: { ...context, ...move } })).toBe("KeyCommitmentMismatch");
    }
  });

  test("attack: labels rewritten in the header, or written otherwise than in the record", () => {
    const header = parseEnvelopeHeader(sealed.envelope);
    for (const other of [
      { ...labels, classification: "public" as const },
      { ...labels, region: "US" },
    ]) {
      const relabelled = Uint8Array.from(sealed.envelope);
      relabelled.set(encodeEnvelopeHeader({ ...header, labels: other }));
      expect(openAsWritten(relabelled)).toBe("DecryptionFailed");
      expect(openAsWritten(write({ plaintext: plaintextOf(canonicalJson(record)), header: { labels: other } }))).toBe(
        "LabelsMismatch",
      );
    }
  });

  test("attack: a commitment to something else, from the writer", () => {
    const other = commitRecord({ record: { ...record, text: "no dog" }, entrySecret: new Uint8Array(32).fill(6) });
    const envelope = write({ plaintext: plaintextOf(canonicalJson(record)) });
    expect(openAsWritten(envelope, { commitment: other.commitment })).toBe("CommitmentMismatch");
    const own = commitRecord({ record, entrySecret: new Uint8Array(32).fill(6) });
    expect(openAsWritten(envelope, { commitment: own.commitment })).toBe("nothing thrown");
  });

  test("attack: plaintexts from the writer that aren't canonical, valid or padded", () => {
    const json = canonicalJson(record);
    const plain = (text: string): string => openAsWritten(write({ plaintext: plaintextOf(text) }));
    expect(plain(json.replace("{", "{ "))).toBe("NotCanonical");
    expect(plain(json.replace('"title":"Dog"', '"title":"Cat","title":"Dog"'))).toBe("NotCanonical");
    expect(plain(json.replace("Dog", "\\u0044og"))).toBe("NotCanonical");
    expect(plain(json.replace("{", '{"a":1e400,'))).toBe("NotCanonical");
    expect(plain(json.replace("{", '{"__proto__":{},'))).toBe("InvalidJson");
    expect(plain(json.replace("{", '{"Z":9007199254740993,'))).toBe("NotCanonical");
    expect(plain(json.replace("{", '{"Z":0.5,'))).toBe("InvalidJson");
    expect(plain(json.replace("{", '{"Z":null,'))).toBe("InvalidJson");
    expect(plain(json.replace("{", `{"Z":${"[".repeat(100_000)}${"]".repeat(100_000)},`))).toBe("JsonTooLarge");
    expect(plain(json.replace("Dog", "Do\u0067\u0301"))).toBe("InvalidText");
    expect(plain(json.replace("Dog", "Dog\u0007"))).toBe("InvalidJson");
    expect(plain(json.replace("note/1", "note/2"))).toBe("UnknownSchema");
    expect(plain(canonicalJson({ ...record, titel: "x" }))).toBe("InvalidRecord");
    expect(plain(canonicalJson(RECORDS.profile))).toBe("UnknownSchema");
    expect(plain("")).toBe("InvalidJson");
    expect(plain("[]")).toBe("InvalidRecord");
    expect(plain(json.replace("Dog", "x".repeat(1_100_000)))).toBe("JsonTooLarge");
    const padded = plaintextOf(json);
    padded[padded.length - 1] = 1;
    expect(openAsWritten(write({ plaintext: padded }))).toBe("InvalidPadding");
    const long = new Uint8Array(1024);
    long.set(plaintextOf(json));
    expect(openAsWritten(write({ plaintext: long }))).toBe("InvalidPadding");
  });

  test("attack: other keys: a wrong section key, a wrong share, and the two swapped", () => {
    const expected = { context, ...sealed };
    const open = (other: Partial<typeof keys>): string =>
      codeOf(() => openEnvelope({ envelope: sealed.envelope, expected, ...keys, ...other }));
    expect(open({ sectionKey: new Uint8Array(32).fill(9) })).toBe("KeyCommitmentMismatch");
    expect(open({ shredShare: new Uint8Array(32).fill(9) })).toBe("KeyCommitmentMismatch");
    expect(open({ shredShare: new Uint8Array(32) })).toBe("KeyCommitmentMismatch");
    expect(open({ sectionKey: keys.shredShare, shredShare: keys.sectionKey })).toBe("KeyCommitmentMismatch");
  });
});
