import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, parseCanonicalJson } from "#protocol/record/canonical-json.ts";
import { jsonValues } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";

const FOLDER = new URL("../../data/jcs/", import.meta.url);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("canonicalJson", () => {
  test.each(readdirSync(new URL("input/", FOLDER)))("behavior: RFC 8785's test vector %s", (name) => {
    const input = JSON.parse(readFileSync(new URL(`input/${name}`, FOLDER), "utf8"));
    const output = readFileSync(new URL(`output/${name}`, FOLDER), "utf8");
    const hex = readFileSync(new URL(`outhex/${name.replace(".json", ".txt")}`, FOLDER), "utf8").replaceAll(/\s/g, "");
    expect(canonicalJson(input)).toBe(output);
    expect(Buffer.from(canonicalJson(input), "utf8").toString("hex")).toBe(hex);
  });

  test("behavior: a value comes back from its canonical bytes, and its bytes from the value", () => {
    fc.assert(
      fc.property(jsonValues, (value) => {
        const bytes = utf8(canonicalJson(value));
        expect(parseCanonicalJson(bytes)).toEqual(value);
      }),
    );
  });
});

describe("parseCanonicalJson", () => {
  test("attack: other texts of the same value", () => {
    for (const text of [
      '{"b":1,"a":2}',
      '{ "a":1}',
      '{"a":1}\n',
      '"\\u0061"',
      '"\\/"',
      "-0",
      "1.0",
      "1e2",
      '{"a":1,"a":1}',
      "9007199254740993",
      "1e400",
      '"\\ud800"',
    ]) {
      expect(
        codeOf(() => parseCanonicalJson(utf8(text))),
        text,
      ).toBe("NotCanonical");
    }
  });

  test("error: what isn't JSON or UTF-8", () => {
    for (const bytes of [utf8(""), utf8("{"), utf8("\ufeff{}"), Uint8Array.of(0x22, 0xff, 0x22)]) {
      expect(codeOf(() => parseCanonicalJson(bytes))).toBe("InvalidJson");
    }
  });
});
