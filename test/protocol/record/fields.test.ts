import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareUtf8, type Field, flattenRecord } from "#protocol/record/fields.ts";
import { unflattenFields } from "#protocol/record/unflatten-fields.ts";
import { jsonRecords } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { RECORDS } from "../fixtures/records.ts";

describe("flattenRecord", () => {
  test("default: sorted fields after the header field", () => {
    const record = { schema: "note/1", "a/b~c": [true, {}, []], z: -5, B: "x" };
    expect(flattenRecord(record).map(({ index, pointer, type, value }) => [index, pointer, type, value])).toEqual([
      [0, "", "header", "note/1;6"],
      [1, "/B", "text", "x"],
      [2, "/a~1b~0c/0", "boolean", "true"],
      [3, "/a~1b~0c/1", "object", ""],
      [4, "/a~1b~0c/2", "array", ""],
      [5, "/schema", "text", "note/1"],
      [6, "/z", "integer", "-5"],
    ]);
  });

  test("behavior: a record comes back from its fields, so no two records share them", () => {
    fc.assert(
      fc.property(jsonRecords, (record) => {
        expect(unflattenFields(flattenRecord(record))).toEqual(record);
      }),
    );
    for (const record of Object.values(RECORDS)) expect(unflattenFields(flattenRecord(record))).toEqual(record);
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

describe("unflattenFields", () => {
  const fields = flattenRecord(RECORDS.profile);
  const refused = (changed: readonly Field[]): void => {
    expect(["InvalidFields", "InvalidText", "InvalidJson"]).toContain(codeOf(() => unflattenFields(changed)));
  };
  const replace = (at: number, change: Partial<Field>): Field[] =>
    fields.map((field, index) => (index === at ? { ...field, ...change } : field));

  test("attack: every field dropped, doubled, moved, misnamed, retyped or renumbered", () => {
    fields.forEach((field, at) => {
      refused(fields.filter((_, index) => index !== at));
      refused([...fields.slice(0, at), field, ...fields.slice(at)]);
      if (at > 1) refused([...fields.slice(0, at - 1), field, fields[at - 1] as Field, ...fields.slice(at + 1)]);
      refused(replace(at, { pointer: `/~${at}` }));
      refused(replace(at, { type: "object" }));
      refused(replace(at, { index: at + 1 }));
    });
    refused(replace(1, { pointer: "no slash" }));
    refused(replace(1, { pointer: "/a~2" }));
    refused(replace(0, { value: "profile/2;42" }));
    refused([]);
  });

  test("error: values that aren't of their type", () => {
    const one = (type: Field["type"], value: string): Field[] => [
      { index: 0, pointer: "", type: "header", value: "note/1;2" },
      { index: 1, pointer: "/a", type, value },
      { index: 2, pointer: "/schema", type: "text", value: "note/1" },
    ];
    expect(codeOf(() => unflattenFields(one("integer", "5")))).toBe("nothing thrown");
    for (const value of ["05", "-0", "1.0", "", "x", "9007199254740993", "1e2"]) refused(one("integer", value));
    for (const value of ["True", "1", ""]) refused(one("boolean", value));
    for (const type of ["object", "array"] as const) refused(one(type, "x"));
    refused(one("header", "note/1;2"));
  });
});
