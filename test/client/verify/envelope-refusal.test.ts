import { describe, expect, it } from "vitest";
import { envelopeRefusal } from "#client/verify/envelope-refusal.ts";
import type { Entry } from "#protocol/chain/entry.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { payloadDigestOf } from "#protocol/envelope/payload-digest.ts";
import { sealEnvelope } from "#protocol/envelope/seal.ts";
import { note } from "#test/client/records.ts";

const REGISTRY = `0x${"ab".repeat(20)}` as const;
const hash = (byte: string) => `0x${byte.repeat(32)}` as const;
const context = {
  chainId: 5n,
  registry: REGISTRY,
  customer: hash("01"),
  sequence: 3n,
  kind: KINDS.note,
  keyEpoch: 2,
};
const record = note("a");
const seal = (change: Partial<typeof context> = {}) =>
  sealEnvelope({
    context: { ...context, ...change },
    labels: record.labels,
    record,
    sectionKey: new Uint8Array(32),
    shredShare: new Uint8Array(32),
  }).envelope;

/** The entry that the envelope was made for, and that commits to these bytes. */
function entryOf(envelope: Uint8Array): Entry {
  const { customer, sequence, kind, keyEpoch } = context;
  return {
    header: { customer, sequence, steward: REGISTRY },
    body: {
      previous: hash("00"),
      author: REGISTRY,
      kind,
      keyEpoch,
      commitment: hash("02"),
      payloadDigest: payloadDigestOf(envelope),
    },
  };
}

const refusalOf = (envelope: Uint8Array) =>
  envelopeRefusal({ envelope, entry: entryOf(envelope), chainId: 5, registry: REGISTRY });

describe("envelopeRefusal", () => {
  it("default: nothing is wrong with an envelope of its entry", () => {
    expect(refusalOf(seal())).toBe(null);
  });

  it.each([
    { chainId: 6n },
    { registry: `0x${"ac".repeat(20)}` as const },
    { customer: hash("03") },
    { sequence: 4n },
    { keyEpoch: 3 },
  ])("attack: an envelope for another %o is none of the entry", (change) => {
    expect(refusalOf(seal(change))).toBe("ContextMismatch");
  });

  it("attack: an envelope of another kind is none of the entry", () => {
    const kind = seal();
    kind[7] = KINDS.profile;
    expect(refusalOf(kind)).toBe("ContextMismatch");
  });

  it("attack: bytes that are no envelope are refused by what is wrong with them", () => {
    expect(refusalOf(new Uint8Array())).toBe("InvalidFormat");
    expect(refusalOf(new TextEncoder().encode("a letter in the clear".repeat(20)))).toBe("InvalidFormat");
    expect(refusalOf(seal().with(4, 2))).toBe("UnknownVersion");
    expect(refusalOf(seal().with(5, 2))).toBe("UnknownSuite");
    expect(refusalOf(seal().with(7, 99))).toBe("UnknownKind");
    expect(refusalOf(seal().slice(0, -1))).toBe("InvalidFormat");
    expect(refusalOf(new Uint8Array(2 * 1024 * 1024 + 1))).toBe("EnvelopeTooLarge");
  });
});
