import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitPointer } from "#protocol/json/json-pointer.ts";
import type { JsonObject, JsonValue } from "#protocol/json/json-value.ts";
import { compareUtf8, type Field, flattenRecord } from "#protocol/record/fields.ts";
import { jsonRecords } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { RECORDS } from "../fixtures/records.ts";

/** What the fields say, put together again by their pointers alone. */
function rebuild(fields: readonly Field[]): JsonValue {
  type Branch = Map<string, Branch | JsonValue>;
  const root: Branch = new Map();
  for (const { pointer, type, value } of fields) {
    const tokens = splitPointer(pointer) ?? [];
    const last = tokens.pop() as string;
    let branch = root;
    for (const token of tokens) {
      const next = (branch.get(token) ?? new Map()) as Branch;
      branch.set(token, next);
      branch = next;
    }
    const empty = type === "object" ? {} : [];
    branch.set(last, type === "text" ? value : type === "object" || type === "array" ? empty : JSON.parse(value));
  }
  const grow = (branch: Branch): JsonValue => {
    const members = [...branch].map(([token, child]) => [token, child instanceof Map ? grow(child) : child] as const);
    if (!members.every(([token]) => /^(?:0|[1-9][0-9]*)$/.test(token)))
      return Object.fromEntries(members) as JsonObject;
    const elements: JsonValue[] = [];
    for (const [token, child] of members) elements[Number(token)] = child;
    return elements;
  };
  return grow(root);
}

describe("flattenRecord", () => {
  test("default: one field for each plain value and each empty container, sorted", () => {
    const record = { schema: "note/1", "a/b~c": [true, {}, []], z: -5, B: "x" };
    expect(flattenRecord(record).map(({ pointer, type, value }) => [pointer, type, value])).toEqual([
      ["/B", "text", "x"],
      ["/a~1b~0c/0", "boolean", "true"],
      ["/a~1b~0c/1", "object", ""],
      ["/a~1b~0c/2", "array", ""],
      ["/schema", "text", "note/1"],
      ["/z", "integer", "-5"],
    ]);
  });

  test("behavior: a record comes back from its fields, so no two records share them", () => {
    fc.assert(
      fc.property(jsonRecords, (record) => {
        expect(rebuild(flattenRecord(record))).toEqual(record);
      }),
    );
    for (const record of Object.values(RECORDS)) expect(rebuild(flattenRecord(record))).toEqual(record);
  });

  test("behavior: the order is that of UTF-8 bytes, over U+FFFF too", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
    expect(["\u{1f415}", "\uff5e", "\ue000"].sort(compareUtf8)).toEqual(["\ue000", "\uff5e", "\u{1f415}"]);
  });

  test("attack: an object dressed as an array, which would have the same pointers", () => {
    expect(codeOf(() => flattenRecord({ schema: "note/1", a: { 0: "x" } }))).toBe("InvalidFields");
    expect(codeOf(() => flattenRecord({ schema: "note/1", a: { 10: "x" } }))).toBe("InvalidFields");
    expect(codeOf(() => flattenRecord({ schema: "note/1", a: { "01": "x" } }))).toBe("nothing thrown");
  });

  test("attack: values that run together when they are joined", () => {
    const texts = [
      { schema: "note/1", a: "1", b: "2" },
      { schema: "note/1", a: "1/b2" },
      { schema: "note/1", a: { b: "12" } },
      { schema: "note/1", "a/b": "12" },
      { schema: "note/1", a: 1, b: 2 },
      { schema: "note/1", a: "true" },
      { schema: "note/1", a: true },
      { schema: "note/1", a: {} },
      { schema: "note/1", a: [] },
      { schema: "note/1", a: "" },
    ].map((record) => JSON.stringify(flattenRecord(record)));
    expect(new Set(texts).size).toBe(texts.length);
  });
});
