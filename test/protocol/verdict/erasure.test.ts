import fc from "fast-check";
import { encodeAbiParameters, type Hex, hashStruct, keccak256, stringToBytes } from "viem";
import { describe, expect, test } from "vitest";
import { toHex } from "#protocol/bytes/hex.ts";
import { type Content, type Entry, hashEntry, nextEntry, originOf, predecessorOf } from "#protocol/chain/entry.ts";
import { erasedHeadOf } from "#protocol/chain/erased-head.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { payloadDigestOf } from "#protocol/envelope/payload-digest.ts";
import { type ChainVerdict, judgeChain } from "#protocol/verdict/judge-chain.ts";
import type { ServedPayload } from "#protocol/verdict/judge-payload.ts";
import { bytes32 } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { seededRandom } from "../fixtures/seeded-random.ts";

const STEWARD = `0x${"f3".repeat(20)}` as const;
const ZERO: Hex = `0x${"00".repeat(32)}`;
const ERASURE: Content = { kind: KINDS.erasure, keyEpoch: 1, commitment: ZERO, payloadDigest: ZERO };

/** Three entries and an erasure, with the payloads of before. */
function makeErased(): { entries: Entry[]; payloads: Map<bigint, ServedPayload>; customer: Hex } {
  const random = seededRandom("erased");
  const entries: Entry[] = [];
  const payloads = new Map<bigint, ServedPayload>();
  let predecessor = originOf({ steward: STEWARD, salt: toHex(random(32)) });
  for (let at = 0; at < 4; at++) {
    const payload = random(64);
    const content: Content =
      at < 3
        ? { kind: 1, keyEpoch: 1, commitment: toHex(random(32)), payloadDigest: payloadDigestOf(payload) }
        : ERASURE;
    const entry = nextEntry({ predecessor, content, author: STEWARD });
    entries.push(entry);
    if (at < 3) payloads.set(entry.header.sequence, payload);
    predecessor = predecessorOf(entry);
  }
  return { entries, payloads, customer: predecessor.header.customer };
}

const { entries, payloads, customer } = makeErased();
const entryAt = (at: number): Entry => entries[at - 1] as Entry;
const mark = erasedHeadOf(hashEntry(entryAt(4)));
const judge = (change: Partial<Parameters<typeof judgeChain>[0]>): ChainVerdict =>
  judgeChain({ customer, storedHead: mark, entries, payloads: new Map(), ...change });
const brief = (shown: ChainVerdict): string[] =>
  shown.entries.map(({ sequence, verdict, reason }) => [sequence, verdict, reason ?? ""].join(" ").trim());
const follow = (entry: Entry, content: Partial<Content>): Entry =>
  nextEntry({
    predecessor: predecessorOf(entry),
    content: { ...entryAt(3).body, ...content },
    author: STEWARD,
  });
const ERASED = ["1 erased", "2 erased", "3 erased", "4 erased"];

describe("erasedHeadOf", () => {
  test("behavior: it is viem's hashStruct of Erased, and the keccak256 of its abi.encode", () => {
    const types = { Erased: [{ name: "head", type: "bytes32" }] } as const;
    fc.assert(
      fc.property(bytes32, (head) => {
        const encoded = encodeAbiParameters(
          [{ type: "bytes32" }, { type: "bytes32" }],
          [keccak256(stringToBytes("Erased(bytes32 head)")), head],
        );
        expect(erasedHeadOf(head)).toBe(keccak256(encoded));
        expect(erasedHeadOf(head)).toBe(hashStruct({ types, primaryType: "Erased", data: { head } }));
      }),
    );
    expect(codeOf(() => erasedHeadOf("0x12"))).toBe("InvalidHex");
  });
});

describe("judgeChain of an erased customer", () => {
  test("default: every entry is erased and so is the whole, without any payload", () => {
    expect(judge({}).verdict).toBe("erased");
    expect(brief(judge({}))).toEqual(ERASED);
    expect(
      brief(judge({ entries: entries.toReversed(), storedHead: mark.toUpperCase().replace("X", "x") as Hex })),
    ).toEqual(ERASED);
  });

  test("behavior: a payload that is missing or still there changes nothing", () => {
    expect(brief(judge({ payloads }))).toEqual(ERASED);
    for (const payload of ["missing", "unavailable"] as const) {
      expect(brief(judge({ payloads: new Map([[2n, payload]]) }))).toEqual(ERASED);
    }
  });

  test("attack: other bytes served for an erased entry, or any for the erasure", () => {
    expect(brief(judge({ payloads: new Map([[2n, new Uint8Array(64)]]) }))[1]).toBe("2 tampered PayloadMismatch");
    const shown = judge({ payloads: new Map([[4n, new Uint8Array()]]) });
    expect(brief(shown)[3]).toBe("4 tampered PayloadMismatch");
    expect(shown.verdict).toBe("tampered");
  });

  test("args: confirmedSequence leaves an erasure pending, and what is before it as it was", () => {
    const shown = judge({ payloads, confirmedSequence: 3n });
    expect(brief(shown)).toEqual(["1 proven", "2 proven", "3 proven", "4 pending NotConfirmed"]);
    expect(shown.verdict).toBe("pending");
    expect(judge({ confirmedSequence: 3n }).verdict).toBe("unavailable");
    expect(brief(judge({ confirmedSequence: 4n }))).toEqual(ERASED);
  });

  test("attack: entries claimed after the erasure, of any kind", () => {
    for (const kind of [1, 4, 7, 9]) {
      const revived = follow(entryAt(4), { kind });
      const shown = judge({ entries: [...entries, revived, follow(revived, {})] });
      expect(brief(shown)).toEqual([...ERASED, "5 tampered EntryAfterErasure", "6 tampered EntryAfterErasure"]);
      expect(shown.verdict).toBe("tampered");
    }
  });

  test("attack: an erasure claimed that the chain doesn't have", () => {
    const storedHead = hashEntry(entryAt(3));
    const shown = judge({ storedHead, payloads });
    expect(brief(shown)).toEqual(["1 proven", "2 proven", "3 proven", "4 unknown NotOnChain"]);
    expect(shown.verdict).toBe("unknown");
    const early = follow(entryAt(1), ERASURE);
    expect(brief(judge({ storedHead, payloads, entries: [...entries.slice(0, 3), early] }))).toContain(
      "2 tampered EntryForged",
    );
  });

  test("attack: another erasure than the chain's, in its place or beside it", () => {
    const forged = nextEntry({
      predecessor: predecessorOf(entryAt(3)),
      content: ERASURE,
      author: `0x${"66".repeat(20)}`,
    });
    expect(judge({ entries: [...entries.slice(0, 3), forged] }).verdict).toBe("unknown");
    expect(brief(judge({ entries: [...entries, forged] }))).toEqual([
      "1 erased",
      "2 erased",
      "3 erased",
      "4 erased",
      "4 tampered EntryForged",
    ]);
  });

  test("attack: a stored head that is no mark: an unmarked erasure, and the mark of another kind of entry", () => {
    const unmarked = judge({ storedHead: hashEntry(entryAt(4)), payloads });
    expect(brief(unmarked)[3]).toBe("4 tampered EntryForged");
    expect(unmarked.verdict).toBe("tampered");
    const marked = judge({ storedHead: erasedHeadOf(hashEntry(entryAt(3))), entries: entries.slice(0, 3), payloads });
    expect(marked.verdict).toBe("unknown");
    expect(brief(marked).some((line) => line.includes("erased"))).toBe(false);
  });

  test("attack: an erasure that commits to something, or one in the middle that a registry let through", () => {
    for (const content of [
      { commitment: entryAt(1).body.commitment },
      { payloadDigest: entryAt(1).body.payloadDigest },
    ]) {
      const odd = follow(entryAt(3), { ...ERASURE, ...content });
      const shown = judge({ storedHead: erasedHeadOf(hashEntry(odd)), entries: [...entries.slice(0, 3), odd] });
      expect(shown.verdict).toBe("unknown");
    }
    const after = follow(entryAt(4), {});
    const revived = judge({ storedHead: hashEntry(after), entries: [...entries, after], payloads });
    expect(brief(revived)).toContain("4 tampered EntryForged");
    const twice = follow(entryAt(4), ERASURE);
    const again = judge({ storedHead: erasedHeadOf(hashEntry(twice)), entries: [...entries, twice] });
    expect(brief(again)).toEqual(["1 erased", "2 erased", "3 erased", "4 tampered EntryForged", "5 erased"]);
  });

  test("attack: entries withheld or forged before the erasure", () => {
    expect(brief(judge({ entries: entries.filter((entry) => entry !== entryAt(2)) }))).toEqual([
      "1 unknown NotLinked",
      "2 unknown EntryWithheld",
      "3 erased",
      "4 erased",
    ]);
    expect(judge({ entries: entries.slice(0, 3), payloads }).verdict).toBe("unknown");
    const forged: Entry = { ...entryAt(2), body: { ...entryAt(2).body, commitment: `0x${"ee".repeat(32)}` } };
    expect(judge({ entries: [...entries, forged] }).verdict).toBe("tampered");
  });

  test("attack: whatever one member of one entry is changed to, the whole is never erased", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom("previous", "commitment", "payloadDigest"),
        bytes32,
        (at, member, value) => {
          const changed: Entry = { ...entryAt(at), body: { ...entryAt(at).body, [member]: value } };
          const shown = judge({ entries: [...entries.filter((entry) => entry !== entryAt(at)), changed] });
          expect(["tampered", "unknown"]).toContain(shown.verdict);
        },
      ),
    );
  });
});
