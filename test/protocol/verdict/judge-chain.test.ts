import fc from "fast-check";
import type { Hex } from "viem";
import { describe, expect, test } from "vitest";
import { toHex } from "#protocol/bytes/hex.ts";
import { type Entry, hashEntry, nextEntry, originOf, predecessorOf } from "#protocol/chain/entry.ts";
import { payloadDigestOf } from "#protocol/envelope/payload-digest.ts";
import { type ChainVerdict, judgeChain } from "#protocol/verdict/judge-chain.ts";
import type { ServedPayload } from "#protocol/verdict/judge-payload.ts";
import { VERDICTS } from "#protocol/verdict/verdict.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { seededRandom } from "../fixtures/seeded-random.ts";

const STEWARD = `0x${"f3".repeat(20)}` as const;

/** A customer's chain of `length` entries with its payloads, as an honest service shows it. */
function makeChain({ length, label = "chain" }: { length: number; label?: string }) {
  const random = seededRandom(label);
  const entries: Entry[] = [];
  const payloads = new Map<bigint, ServedPayload>();
  let predecessor = originOf({ steward: STEWARD, salt: toHex(random(32)) });
  for (let position = 0; position < length; position++) {
    const payload = random(64);
    const content = { kind: 1, keyEpoch: 1, commitment: toHex(random(32)), payloadDigest: payloadDigestOf(payload) };
    const entry = nextEntry({ predecessor, content, author: STEWARD });
    entries.push(entry);
    payloads.set(entry.header.sequence, payload);
    predecessor = predecessorOf(entry);
  }
  const newest = entries.at(-1);
  const storedHead: Hex | null = newest === undefined ? null : hashEntry(newest);
  return { customer: predecessor.header.customer, storedHead, entries, payloads };
}

const chain = makeChain({ length: 5 });
const entryAt = (at: number): Entry => chain.entries[at - 1] as Entry;
const forge = (at: number): Entry => ({
  ...entryAt(at),
  body: { ...entryAt(at).body, commitment: `0x${"ee".repeat(32)}` },
});
const brief = ({ entries }: ChainVerdict): string[] =>
  entries.map(({ sequence, verdict, reason }) => `${sequence} ${verdict}${reason === undefined ? "" : ` ${reason}`}`);
const judge = (change: Partial<Parameters<typeof judgeChain>[0]>): ChainVerdict => judgeChain({ ...chain, ...change });
const without = (at: number): Entry[] => chain.entries.filter((entry) => entry !== entryAt(at));
const withPayload = (at: bigint, payload: ServedPayload): Map<bigint, ServedPayload> =>
  new Map(chain.payloads).set(at, payload);

describe("judgeChain", () => {
  test("default: every entry of an honest chain is proven, and so is the whole", () => {
    expect(judge({}).verdict).toBe("proven");
    expect(brief(judge({}))).toEqual(["1 proven", "2 proven", "3 proven", "4 proven", "5 proven"]);
  });

  test("behavior: order and letter case don't matter", () => {
    const upper = (hex: Hex): Hex => `0x${hex.slice(2).toUpperCase()}`;
    const shown = judge({
      entries: chain.entries.toReversed(),
      customer: upper(chain.customer),
      storedHead: upper(chain.storedHead as Hex),
    });
    expect(shown).toEqual(judge({}));
    const entries = chain.entries.map(({ header, body }) => ({
      header: { ...header, customer: upper(header.customer), steward: upper(header.steward) },
      body: { ...body, previous: upper(body.previous), payloadDigest: upper(body.payloadDigest) },
    }));
    expect(judge({ entries })).toEqual(judge({}));
  });

  test("behavior: an entry shown twice is judged once", () => {
    expect(judge({ entries: [...chain.entries, ...chain.entries] })).toEqual(judge({}));
  });

  test("args: confirmedSequence makes newer entries pending", () => {
    expect(brief(judge({ confirmedSequence: 3n })).slice(2)).toEqual([
      "3 proven",
      "4 pending NotConfirmed",
      "5 pending NotConfirmed",
    ]);
    expect(judge({ confirmedSequence: 3n }).verdict).toBe("pending");
    expect(judge({ confirmedSequence: 5n }).verdict).toBe("proven");
    expect(judge({ confirmedSequence: 0n }).entries.every(({ verdict }) => verdict === "pending")).toBe(true);
  });

  test("behavior: a customer that the chain doesn't know is unknown, whatever is shown", () => {
    expect(judgeChain({ ...chain, storedHead: null, entries: [], payloads: new Map() })).toEqual({
      verdict: "unknown",
      entries: [],
    });
    expect(brief(judge({ storedHead: null }))).toEqual([1, 2, 3, 4, 5].map((at) => `${at} unknown NotOnChain`));
    expect(judge({ storedHead: null }).verdict).toBe("unknown");
  });

  test("attack: one byte of a payload", () => {
    const payload = Uint8Array.from(chain.payloads.get(3n) as Uint8Array);
    payload[10] = (payload[10] ?? 0) ^ 1;
    const shown = judge({ payloads: withPayload(3n, payload) });
    expect(brief(shown)[2]).toBe("3 tampered PayloadMismatch");
    expect(shown.verdict).toBe("tampered");
    expect(shown.entries.filter(({ reason }) => reason !== undefined)).toHaveLength(1);
  });

  test("attack: two payloads swapped, one empty, ten megabytes of another", () => {
    const swapped = withPayload(2n, chain.payloads.get(3n) as Uint8Array).set(3n, chain.payloads.get(2n) as Uint8Array);
    expect(brief(judge({ payloads: swapped })).slice(1, 3)).toEqual([
      "2 tampered PayloadMismatch",
      "3 tampered PayloadMismatch",
    ]);
    for (const payload of [new Uint8Array(), new Uint8Array(10_000_000)]) {
      expect(brief(judge({ payloads: withPayload(5n, payload) }))[4]).toBe("5 tampered PayloadMismatch");
    }
  });

  test("behavior: payloads that aren't served are unavailable", () => {
    expect(brief(judge({ payloads: withPayload(3n, "missing") }))[2]).toBe("3 unavailable PayloadMissing");
    expect(brief(judge({ payloads: withPayload(5n, "unavailable") }))[4]).toBe("5 unavailable PayloadUnavailable");
    expect(judge({ payloads: new Map() }).entries.every(({ verdict }) => verdict === "unavailable")).toBe(true);
    expect(judge({ payloads: new Map() }).verdict).toBe("unavailable");
  });

  test("attack: the head withheld", () => {
    const shown = judge({ entries: without(5) });
    expect(brief(shown)).toEqual([
      "1 unknown NotLinked",
      "2 unknown NotLinked",
      "3 unknown NotLinked",
      "4 unknown NotLinked",
      "5 unknown EntryWithheld",
    ]);
    expect(shown.verdict).toBe("unknown");
  });

  test("attack: everything withheld", () => {
    expect(brief(judge({ entries: [] }))).toEqual(["1 unknown EntryWithheld"]);
  });

  test("attack: an entry withheld in the middle, at the start", () => {
    expect(brief(judge({ entries: without(3) }))).toEqual([
      "1 unknown NotLinked",
      "2 unknown NotLinked",
      "3 unknown EntryWithheld",
      "4 proven",
      "5 proven",
    ]);
    expect(brief(judge({ entries: without(1) }))[0]).toBe("1 unknown EntryWithheld");
  });

  test("attack: an entry rewritten", () => {
    const shown = judge({ entries: [...without(3), forge(3)] });
    expect(brief(shown)).toEqual([
      "1 unknown NotLinked",
      "2 unknown NotLinked",
      "3 tampered EntryForged",
      "4 proven",
      "5 proven",
    ]);
    expect(shown.verdict).toBe("tampered");
    expect(judge({ entries: [...without(5), forge(5)] }).verdict).toBe("unknown");
  });

  test("attack: a second version beside the true one", () => {
    const shown = judge({ entries: [forge(3), ...chain.entries] });
    expect(brief(shown)).toContain("3 tampered EntryForged");
    expect(brief(shown)).toContain("3 proven");
    expect(shown.verdict).toBe("tampered");
  });

  test("attack: an entry that the chain never got, though it links on well", () => {
    const extra = nextEntry({ predecessor: predecessorOf(entryAt(5)), content: entryAt(5).body, author: STEWARD });
    const shown = judge({ entries: [...chain.entries, extra] });
    expect(brief(shown).slice(4)).toEqual(["5 proven", "6 unknown NotOnChain"]);
    expect(shown.verdict).toBe("unknown");
  });

  test("attack: entries of another customer", () => {
    const other = makeChain({ length: 2, label: "other" });
    expect(brief(judge({ entries: [...chain.entries, ...other.entries] }))).toContain("2 tampered EntryForeign");
    expect(judgeChain({ ...other, customer: chain.customer }).verdict).toBe("tampered");
    expect(judge({ entries: other.entries }).verdict).toBe("tampered");
  });

  test("attack: a rollback to an older head is the chain's to tell: with the true head the rest is missing", () => {
    expect(judge({ entries: chain.entries.slice(0, 3) }).verdict).toBe("unknown");
  });

  test("attack: a registry that stores a head whose customer nobody could have made", () => {
    const squatted: Entry = { ...entryAt(1), body: { ...entryAt(1).body, previous: `0x${"ab".repeat(32)}` } };
    const shown = judgeChain({
      customer: chain.customer,
      storedHead: hashEntry(squatted),
      entries: [squatted],
      payloads: chain.payloads,
    });
    expect(brief(shown)).toEqual(["1 tampered EntryForged"]);
  });

  test("attack: any number of forgeries of one entry is judged once", () => {
    const forgeries = Array.from({ length: 50 }, (_, at) => ({
      ...entryAt(3),
      body: { ...entryAt(3).body, commitment: `0x${at.toString(16).padStart(64, "0")}` as Hex },
    }));
    const shown = judge({ entries: [...chain.entries, ...forgeries] });
    expect(brief(shown).filter((line) => line.startsWith("3"))).toEqual(["3 proven", "3 tampered EntryForged"]);
  });

  test("attack: 200,000 claimed entries are judged one after the other, beside the chain's own and without a head", () => {
    const claims = Array.from({ length: 200_000 }, (_, at) => ({
      header: { ...entryAt(5).header, sequence: BigInt(at + 1) },
      body: entryAt(5).body,
    }));
    const shown = judge({ entries: [...chain.entries, ...claims] });
    expect(shown.verdict).toBe("tampered");
    expect(shown.entries.filter(({ verdict }) => verdict === "proven")).toHaveLength(5);
    expect(shown.entries).toHaveLength(200_004);
    expect(judge({ storedHead: `0x${"ab".repeat(32)}`, entries: claims }).entries).toHaveLength(200_001);
  });

  test("behavior: a payload known by its digest alone is judged like the payload; one that is too large is tampered", () => {
    const digest = payloadDigestOf(chain.payloads.get(2n) as Uint8Array);
    expect(judge({ payloads: withPayload(2n, { digest }) })).toEqual(judge({}));
    expect(brief(judge({ payloads: withPayload(3n, { digest }) }))[2]).toBe("3 tampered PayloadMismatch");
    expect(brief(judge({ payloads: withPayload(3n, "oversized") }))[2]).toBe("3 tampered PayloadTooLarge");
  });

  test("attack: whatever one member of one entry is changed to, the whole is never proven", () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom("previous", "commitment", "payloadDigest"),
        hash,
        (at, member, value) => {
          const changed: Entry = { ...entryAt(at), body: { ...entryAt(at).body, [member]: value } };
          const shown = judge({ entries: [...without(at), changed] });
          expect(shown.verdict).not.toBe("proven");
          expect(VERDICTS).toContain(shown.verdict);
        },
      ),
    );
  });

  test("attack: whatever is dropped, doubled or put in another order, no entry gets a better verdict than it has", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...chain.entries), { maxLength: 10 }), (entries) => {
        const shown = judge({ entries });
        const isWhole = new Set(entries).size === 5;
        expect(shown.verdict).toBe(isWhole ? "proven" : "unknown");
        for (const { sequence } of shown.entries.filter(({ verdict }) => verdict === "proven")) {
          const after = chain.entries.filter(({ header }) => header.sequence >= sequence);
          expect(after.every((entry) => entries.includes(entry))).toBe(true);
        }
      }),
    );
  });

  test("error: entries that are none", () => {
    const broken = { ...entryAt(1), body: { ...entryAt(1).body, author: "0x12" as Hex } };
    expect(codeOf(() => judge({ entries: [broken] }))).toBe("InvalidHex");
  });
});
