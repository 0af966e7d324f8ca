import fc from "fast-check";
import type { Hex } from "viem";
import { describe, expect, test } from "vitest";
import { KINDS } from "#protocol/chain/kinds.ts";
import { findReplacements, type ReplaceableEntry } from "#protocol/verdict/replacements.ts";

const hashOf = (at: number): Hex => `0x${at.toString(16).padStart(64, "0")}`;
const CUSTOMER = hashOf(0xc1);

/** Entry `at` of a customer; its hash is its number. */
function entryAt(parameters: { at: number; kind: number; replaces?: number; customer?: Hex }): ReplaceableEntry {
  const { at, kind, replaces, customer = CUSTOMER } = parameters;
  const zero = `0x${"00".repeat(20)}` as const;
  return {
    head: hashOf(at),
    entry: {
      header: { customer, sequence: BigInt(at), steward: zero },
      body: {
        previous: hashOf(at - 1),
        author: zero,
        kind,
        keyEpoch: 1,
        commitment: hashOf(0),
        payloadDigest: hashOf(0),
      },
    },
    replaces: replaces === undefined ? undefined : hashOf(replaces),
  };
}

const { profile, transaction, note } = KINDS;
const brief = (entries: readonly ReplaceableEntry[]) =>
  [...findReplacements(entries)].map(([from, to]) => `${Number(from)} by ${Number(to)}`);
const chain = (...entries: Omit<Parameters<typeof entryAt>[0], "at">[]) =>
  entries.map((entry, index) => entryAt({ at: index + 1, ...entry }));

describe("findReplacements", () => {
  test("default: the newest profile replaces every earlier one, and nothing else", () => {
    expect(brief(chain({ kind: profile }, { kind: note }, { kind: profile }, { kind: profile }))).toEqual([
      "1 by 4",
      "3 by 4",
    ]);
    expect(brief(chain({ kind: profile }, { kind: transaction }, { kind: transaction }))).toEqual([]);
    expect(brief([])).toEqual([]);
  });

  test("default: a record replaces the earlier one that it names", () => {
    expect(brief(chain({ kind: transaction }, { kind: transaction }, { kind: transaction, replaces: 1 }))).toEqual([
      "1 by 3",
    ]);
  });

  test("behavior: a chain of corrections leads to its newest, and of two that correct the same the later one wins", () => {
    const line = chain({ kind: note }, { kind: note, replaces: 1 }, { kind: note, replaces: 2 });
    expect(brief(line)).toEqual(["1 by 3", "2 by 3"]);
    const fork = chain({ kind: note }, { kind: note, replaces: 1 }, { kind: note, replaces: 1 });
    expect(brief(fork)).toEqual(["1 by 3", "2 by 3"]);
  });

  test("behavior: letter case of the name does not matter", () => {
    const first = { ...entryAt({ at: 1, kind: note }), head: `0x${"ab".repeat(32)}` as Hex };
    const second = { ...entryAt({ at: 2, kind: note }), replaces: `0x${"AB".repeat(32)}` as Hex };
    expect(findReplacements([first, second])).toEqual(new Map([[first.head, second.head]]));
  });

  test("attack: naming a later entry, itself, another kind, another customer or nothing that exists replaces nothing", () => {
    expect(brief(chain({ kind: note, replaces: 2 }, { kind: note }))).toEqual([]);
    expect(brief(chain({ kind: note, replaces: 1 }))).toEqual([]);
    expect(brief(chain({ kind: transaction }, { kind: note, replaces: 1 }))).toEqual([]);
    expect(brief(chain({ kind: profile }, { kind: note, replaces: 1 }))).toEqual([]);
    expect(brief(chain({ kind: note, customer: hashOf(0xc2) }, { kind: note, replaces: 1 }))).toEqual([]);
    expect(brief(chain({ kind: note, replaces: 77 }))).toEqual([]);
  });

  test("attack: whatever entries name, only a later entry of the same kind replaces one, and it is itself in force", () => {
    const one = fc.record({
      kind: fc.constantFrom<number>(profile, transaction, note),
      replaces: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (list) => {
        const entries = chain(
          ...list.map(({ kind, replaces }) => ({ kind, ...(replaces === undefined ? {} : { replaces }) })),
        );
        const found = findReplacements(entries);
        const kindOf = (head: Hex) => entries[Number(head) - 1]?.entry.body.kind;
        for (const [from, to] of found) {
          expect(Number(to)).toBeGreaterThan(Number(from));
          expect(kindOf(to)).toBe(kindOf(from));
          expect(found.has(to)).toBe(false);
        }
      }),
    );
  });
});
