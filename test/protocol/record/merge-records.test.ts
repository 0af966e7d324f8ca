import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "#protocol/json/json-value.ts";
import { type MergedRecord, mergeRecords } from "#protocol/record/merge-records.ts";
import { resolveConflicts } from "#protocol/record/resolve-conflicts.ts";

const base = {
  schema: "profile/1",
  labels: { classification: "confidential", region: "EU" },
  legalName: "Alfreds Futterkiste",
  phones: [
    { number: "030-0074321", label: "Phone", primary: true },
    { number: "030-0076545", label: "Fax" },
  ],
  emails: [{ address: "maria@alfreds.example" }],
};

const merge = (mine: JsonObject, theirs: JsonObject, from: JsonObject = base) =>
  mergeRecords({ base: from, mine, theirs });

const decide = (merged: MergedRecord, take: "mine" | "theirs") =>
  resolveConflicts({ ...merged, choices: new Map(merged.conflicts.map(({ pointer }) => [pointer, take])) });

describe("merging two edits of a record", () => {
  it("default: takes what each side changed", () => {
    const mine = { ...base, tradeName: "Alfreds" };
    const theirs = { ...base, website: "https://alfreds.example", labels: { ...base.labels, region: "DE" } };
    expect(merge(mine, theirs)).toEqual({ record: { ...theirs, tradeName: "Alfreds" }, conflicts: [] });
  });

  it("behavior: what both took away, and what both changed alike, is no conflict", () => {
    const { emails: _emails, ...rest } = base;
    const edited = { ...rest, legalName: "Alfreds" };
    expect(merge(edited, edited)).toEqual({ record: edited, conflicts: [] });
  });

  it("behavior: a field that both changed differently is a conflict, with all three values", () => {
    const merged = merge({ ...base, legalName: "Mine" }, { ...base, legalName: "Theirs" });
    expect(merged.conflicts).toEqual([
      { pointer: "/legalName", base: "Alfreds Futterkiste", mine: "Mine", theirs: "Theirs" },
    ]);
    expect(merged.record).toEqual({ ...base, legalName: "Theirs" });
    expect(decide(merged, "mine")).toEqual({ ...base, legalName: "Mine" });
    expect(decide(merged, "theirs")).toEqual({ ...base, legalName: "Theirs" });
  });

  it("behavior: contact points that each side adds are both there, and the same one once", () => {
    const both = { address: "both@alfreds.example" };
    const mine = { ...base, emails: [{ address: "mine@alfreds.example" }, ...base.emails, both] };
    const theirs = { ...base, emails: [...base.emails, both, { address: "theirs@alfreds.example" }] };
    const { record, conflicts } = merge(mine, theirs);
    expect(conflicts).toEqual([]);
    expect(record.emails).toEqual([
      { address: "maria@alfreds.example" },
      both,
      { address: "theirs@alfreds.example" },
      { address: "mine@alfreds.example" },
    ]);
  });

  it("behavior: edits of one contact point meet in it, wherever it stands by then", () => {
    const [phone, fax] = base.phones;
    const mine = { ...base, phones: [{ ...phone, label: "Desk" }, fax as JsonObject] };
    const theirs = {
      ...base,
      phones: [{ number: "030-1", label: "New" }, fax as JsonObject, { ...phone, primary: false }],
    };
    const { record, conflicts } = merge(mine, theirs);
    expect(conflicts).toEqual([]);
    expect(record.phones).toEqual([
      fax,
      { number: "030-0074321", label: "Desk", primary: false },
      { number: "030-1", label: "New" },
    ]);
  });

  it("behavior: a contact point that one side took away and the other changed is asked about", () => {
    const [phone, fax] = base.phones;
    const mine = { ...base, phones: [phone as JsonObject] };
    const theirs = { ...base, phones: [phone as JsonObject, { ...fax, label: "Old fax" }] };
    const merged = merge(mine, theirs);
    expect(merged.conflicts).toEqual([
      { pointer: "/phones/1", base: fax, mine: undefined, theirs: { ...fax, label: "Old fax" } },
    ]);
    expect(decide(merged, "mine")).toEqual(mine);
    expect(decide(merged, "theirs")).toEqual(theirs);
  });

  it("behavior: two that are each made the primary one are asked about as a list, for there can be one", () => {
    const [phone, fax] = base.phones.map(({ primary: _primary, ...rest }) => rest);
    const from = { ...base, phones: [phone, fax] as JsonValue[] };
    const mine = { ...from, phones: [{ ...phone, primary: true }, fax] as JsonValue[] };
    const theirs = { ...from, phones: [phone, { ...fax, primary: true }] as JsonValue[] };
    const merged = merge(mine, theirs, from);
    expect(merged.conflicts).toEqual([
      { pointer: "/phones", base: from.phones, mine: mine.phones, theirs: theirs.phones },
    ]);
    expect(decide(merged, "mine")).toEqual(mine);
  });
});

const text = fc.constantFrom("a", "b", "c");
const element = fc.record({ number: text, label: text }, { requiredKeys: ["number"] });
const list = fc.uniqueArray(element, { maxLength: 4, minLength: 1, selector: ({ number }) => number });
const record = fc.record(
  { name: text, city: text, phones: list, labels: fc.record({ region: text }) },
  { requiredKeys: ["labels"] },
) as fc.Arbitrary<JsonObject>;

describe("for any three versions of a record", () => {
  const check = (property: (versions: { base: JsonObject; mine: JsonObject; theirs: JsonObject }) => void) =>
    fc.assert(
      fc.property(record, record, record, (from, mine, theirs) => property({ base: from, mine, theirs })),
      { numRuns: 500 },
    );

  it("property: a side that changed nothing gets the other one exactly", () => {
    check(({ base: from, mine }) => {
      expect(mergeRecords({ base: from, mine, theirs: from })).toEqual({ record: mine, conflicts: [] });
      expect(mergeRecords({ base: from, mine: from, theirs: mine })).toEqual({ record: mine, conflicts: [] });
      expect(mergeRecords({ base: from, mine, theirs: mine })).toEqual({ record: mine, conflicts: [] });
    });
  });

  it("property: which side is mine changes neither whether there are conflicts nor how many", () => {
    check(({ base: from, mine, theirs }) => {
      const one = mergeRecords({ base: from, mine, theirs });
      const other = mergeRecords({ base: from, mine: theirs, theirs: mine });
      expect(one.conflicts.length).toBe(other.conflicts.length);
    });
  });

  it("property: without a conflict every field is one that a side has, and a changed one is the changer's", () => {
    check(({ base: from, mine, theirs }) => {
      const { record: merged, conflicts } = mergeRecords({ base: from, mine, theirs });
      for (const name of ["name", "city"] as const) {
        if (conflicts.some(({ pointer }) => pointer === `/${name}`)) continue;
        expect(merged[name]).toEqual(mine[name] === from[name] ? theirs[name] : mine[name]);
      }
    });
  });

  it("property: each conflict has a place of its own, and deciding for theirs loses none of what only mine changed", () => {
    check(({ base: from, mine, theirs }) => {
      const merged = mergeRecords({ base: from, mine, theirs });
      const pointers = merged.conflicts.map(({ pointer }) => pointer);
      expect(new Set(pointers).size).toBe(pointers.length);
      const decided = decide(merged, "mine");
      for (const name of ["name", "city"] as const) {
        if (mine[name] !== from[name]) expect(decided[name]).toEqual(mine[name]);
      }
    });
  });
});
