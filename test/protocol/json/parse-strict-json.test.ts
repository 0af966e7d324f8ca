import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkJsonValue } from "#protocol/json/check-json-value.ts";
import { RECORD_LIMITS } from "#protocol/json/json-limits.ts";
import { parseStrictJson } from "#protocol/json/parse-strict-json.ts";
import { jsonValues } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";

const parse = (text: string): string => codeOf(() => parseStrictJson(text));

describe("parseStrictJson", () => {
  test("behavior: what it accepts, it reads as JSON.parse does", () => {
    fc.assert(
      fc.property(jsonValues, fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
        expect(parseStrictJson(new TextEncoder().encode(text))).toEqual(JSON.parse(text));
        expect(checkJsonValue({ value, limits: RECORD_LIMITS })).toBe(value);
      }),
    );
  });

  test("behavior: of any text, it accepts nothing that JSON.parse refuses, and throws nothing untyped", () => {
    const jsonish = fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0019aeE.+-ntrfls \n\t\u0000\ufeff') });
    fc.assert(
      fc.property(fc.oneof(jsonish, fc.string(), fc.json()), (text) => {
        const code = parse(text);
        if (code === "nothing thrown") expect(parseStrictJson(text)).toEqual(JSON.parse(text));
        else expect(["InvalidJson", "InvalidText", "JsonTooLarge"]).toContain(code);
      }),
      { numRuns: 1000 },
    );
  });

  test("attack: two members of one name, which JSON.parse would take the last of", () => {
    expect(parse('{"a":1,"a":2}')).toBe("InvalidJson");
    expect(parse('{"a":1,"\\u0061":2}')).toBe("InvalidJson");
    expect(parse('{"x":{"a":1,"b":2,"a":1}}')).toBe("InvalidJson");
  });

  test("attack: member names that mean something to JavaScript", () => {
    for (const name of ["__proto__", "constructor", "prototype", "\\u005f_proto__"]) {
      expect(parse(`{"${name}":{"isAdmin":true}}`)).toBe("InvalidJson");
      expect(parse(`{"a":[{"${name}":1}]}`)).toBe("InvalidJson");
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test("error: numbers that two readers could read differently", () => {
    for (const lexeme of [
      "1e400",
      "-1e400",
      "-0",
      "0.1",
      "1.0",
      "1e2",
      "1E2",
      "9007199254740992",
      "9007199254740993",
      "-9007199254740992",
      "1e-7",
      "0.0",
    ]) {
      expect(parse(`{"a":${lexeme}}`), lexeme).toBe("InvalidJson");
    }
    for (const lexeme of ["0", "-1", "9007199254740991", "-9007199254740991"]) {
      expect(parseStrictJson(`{"a":${lexeme}}`)).toEqual({ a: Number(lexeme) });
    }
    for (const lexeme of ["01", "+1", ".5", "1.", "0x10", "NaN", "Infinity", "1_000"]) {
      expect(parse(`{"a":${lexeme}}`), lexeme).toBe("InvalidJson");
    }
  });

  test("error: null, comments, trailing commas, single quotes, trailing text, a byte order mark", () => {
    for (const text of [
      "null",
      '{"a":null}',
      "[1,]",
      '{"a":1,}',
      "{'a':1}",
      "[1] 2",
      "/* */1",
      "[1]//",
      "",
      " ",
      "\ufeff[]",
      "[",
      '"',
      '{"a"}',
      '{"a":1',
      '"\t"',
      '"\\x"',
      "tru",
      '"a\nb"',
    ]) {
      expect(parse(text), text).toBe("InvalidJson");
    }
    expect(codeOf(() => parseStrictJson(Uint8Array.of(0xef, 0xbb, 0xbf, 0x5b, 0x5d)))).toBe("InvalidJson");
  });

  test("error: bytes that aren't UTF-8", () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc0, 0x80, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0x22, 0xe2, 0x82, 0x22],
    ]) {
      expect(codeOf(() => parseStrictJson(Uint8Array.from(bytes)))).toBe("InvalidJson");
    }
  });

  test("error: text that isn't NFC, lone surrogates, NUL and noncharacters, in values and names", () => {
    for (const text of [
      "e\\u0301",
      "e\u0301",
      "\\ud800",
      "\\udc00x",
      "\\u0000",
      "\\uffff",
      "\\ufdd0",
      "\\ud83f\\udfff",
      "\u212b",
    ]) {
      expect(parse(`["${text}"]`), text).toBe("InvalidText");
      expect(parse(`{"${text}":1}`), text).toBe("InvalidText");
    }
    expect(parseStrictJson('["\\ud83d\\udc15"]')).toEqual(["🐕"]);
  });

  test("error: depth, fields and bytes over the limit, and just within it", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(parse(nested(16))).toBe("nothing thrown");
    expect(parse(nested(17))).toBe("JsonTooLarge");
    const wide = (fields: number): string => `[${Array.from({ length: fields }, () => 1).join(",")}]`;
    expect(parse(wide(2_000))).toBe("nothing thrown");
    expect(parse(wide(2_001))).toBe("JsonTooLarge");
    const long = (bytes: number): string => `"${"a".repeat(bytes - 2)}"`;
    expect(parse(long(1_048_576))).toBe("nothing thrown");
    expect(parse(long(1_048_577))).toBe("JsonTooLarge");
    expect(parse(`"${"é".repeat(524_288)}"`)).toBe("JsonTooLarge");
  });

  test("attack: ten megabytes of brackets, commas, quotes and backslashes are refused without being parsed", () => {
    for (const piece of ["[", "{", '{"a":', "[1,", ",", '"', "\\", '"\\', "]"]) {
      expect(parse(piece.repeat(Math.ceil(10_000_000 / piece.length))), piece).toBe("JsonTooLarge");
      expect(["JsonTooLarge", "InvalidJson"]).toContain(parse(piece.repeat(Math.floor(1_000_000 / piece.length))));
    }
  });

  test("behavior: errors never quote the text", () => {
    for (const text of ['{"name": "Maria Anders" x}', '{"a": Maria}', '["Maria\\ud800"]', '{"a": "Maria", "a": 1}']) {
      try {
        parseStrictJson(text);
        expect.unreachable();
      } catch (error) {
        expect(
          JSON.stringify(
            error,
            Object.getOwnPropertyNames(error).filter((name) => name !== "stack"),
          ),
        ).not.toContain("Maria");
      }
    }
  });
});

describe("checkJsonValue", () => {
  test("error: JavaScript values that no JSON says", () => {
    class Person {}
    const check = (value: unknown): string => codeOf(() => checkJsonValue({ value, limits: RECORD_LIMITS }));
    const holes = [1, 2];
    delete holes[0];
    for (const value of [
      null,
      undefined,
      1n,
      () => 1,
      Symbol("a"),
      new Date(),
      new Map(),
      new Person(),
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -0,
      0.5,
      2 ** 53,
      holes,
      { a: undefined },
      { [Symbol("a")]: 1 },
      { toJSON: () => 1 },
      new String("a"),
    ]) {
      expect(check({ a: value })).toBe("InvalidJson");
    }
    expect(check(JSON.parse('{"__proto__":1}'))).toBe("InvalidJson");
    const circular: { self?: unknown } = {};
    circular.self = circular;
    expect(check(circular)).toBe("JsonTooLarge");
    expect(check(Object.assign(Object.create(null), { a: 1 }))).toBe("nothing thrown");
  });
});
