import { describe, expect, it } from "vitest";
import { consentsOf } from "#app/model/records/consents.ts";
import type { ReadCustomer, ReadEntry } from "#client/read/read-entry.ts";

const ZERO = `0x${"00".repeat(32)}` as const;
const AUTHOR = `0x${"11".repeat(20)}` as const;
const given = "2026-01-01T00:00:00Z";
const consent = { schema: "consent/1", labels: { classification: "internal", region: "EU" }, wording: "Yes.", given };
const now = new Date("2026-05-01T00:00:00Z");

function entry({ sequence, record }: { sequence: bigint; record: object | null }): ReadEntry {
  return {
    sequence,
    verdict: "proven",
    entry: {
      header: { customer: ZERO, sequence, steward: AUTHOR },
      body: { previous: ZERO, author: AUTHOR, kind: 4, keyEpoch: 1, commitment: ZERO, payloadDigest: ZERO },
    },
    head: ZERO,
    place: null,
    record: record as ReadEntry["record"],
    entrySecret: null,
    refusal: null,
    replacedBy: null,
  };
}
const read = (records: (object | null)[]) => {
  const entries = records.map((record, index) => entry({ sequence: BigInt(index + 1), record }));
  const customer: ReadCustomer = { customer: ZERO, head: ZERO, verdict: "proven", entries };
  return consentsOf({ customer, now }).map(({ consent: { purpose }, state }) => [purpose, state]);
};

describe("consents as they stand", () => {
  it("default: newest first, and nothing that cannot be opened", () => {
    const records = [{ ...consent, purpose: "News" }, null, { ...consent, purpose: "Credit check" }];
    expect(read(records)).toEqual([
      ["Credit check", "given"],
      ["News", "given"],
    ]);
  });

  it("behavior: a withdrawal ends the consent that it names, and no other", () => {
    const news = { ...consent, purpose: "News" };
    const later = { ...news, given: "2026-02-01T00:00:00Z" };
    expect(read([news, later, { ...news, withdrawn: "2026-03-01T00:00:00Z" }])).toEqual([
      ["News", "withdrawn"],
      ["News", "given"],
    ]);
  });

  it("behavior: one whose time is over has ended", () => {
    expect(read([{ ...consent, purpose: "News", until: "2026-04-30T00:00:00Z" }])).toEqual([["News", "ended"]]);
    expect(read([{ ...consent, purpose: "News", until: "2026-05-30T00:00:00Z" }])).toEqual([["News", "given"]]);
  });
});
