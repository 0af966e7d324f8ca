import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { KINDS, type RecordKindName } from "#protocol/chain/kinds.ts";
import { commitRecord } from "#protocol/commitment/commit.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { sealEnvelope } from "#protocol/envelope/seal.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { JsonValue } from "#protocol/json/json-value.ts";
import { isJsonObject } from "#protocol/json/json-value.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import { RECORDS } from "../fixtures/records.ts";

const STRINGS: readonly string[] = JSON.parse(
  readFileSync(new URL("../../data/naughty-strings.json", import.meta.url), "utf8"),
);

/** The record with `text` in the place of every text in turn. */
function* withText(value: JsonValue, text: string): Generator<JsonValue> {
  if (typeof value === "string") yield text;
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      for (const changed of withText(element, text)) yield value.with(index, changed);
    }
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      for (const changed of withText(member, text)) yield { ...value, [name]: changed };
    }
  }
}

test.each(Object.keys(RECORDS) as RecordKindName[])(
  "behavior: in every text of a %s, a naughty string is refused with a reason or comes through unchanged",
  (name) => {
    let kept = 0;
    for (const text of STRINGS) {
      for (const record of withText(RECORDS[name], text)) {
        try {
          expect(parseRecord(KINDS[name], record)).toEqual(record);
          kept += 1;
        } catch (error) {
          if (!isKontorError(error)) throw error;
          expect(["InvalidRecord", "InvalidText", "UnknownSchema"]).toContain(error.code);
          expect(error.details.problem ?? error.details.known).toMatch(/./);
        }
      }
    }
    expect(kept).toBeGreaterThan(STRINGS.length / 2);
  },
);

test("behavior: what is kept comes out of an envelope code point by code point", () => {
  const keys = { sectionKey: new Uint8Array(32).fill(1), shredShare: new Uint8Array(32).fill(2) };
  const context = {
    chainId: 1n,
    registry: `0x${"55".repeat(20)}`,
    customer: `0x${"66".repeat(32)}`,
    sequence: 1n,
    kind: KINDS.note,
    keyEpoch: 1,
  } as const;
  const refused: string[] = [];
  for (const text of STRINGS) {
    const record = { ...RECORDS.note, text };
    try {
      parseRecord(KINDS.note, record);
    } catch {
      refused.push(text);
      continue;
    }
    const { envelope, ...onChain } = sealEnvelope({ context, labels: record.labels, record, ...keys });
    const opened = openEnvelope({ envelope, expected: { context, ...onChain }, ...keys });
    expect(opened.record).toEqual(record);
    expect(commitRecord({ record, entrySecret: opened.entrySecret }).commitment).toBe(onChain.commitment);
  }
  // Few enough that nobody's name is among them: controls, blanks, noncharacters and what isn't NFC.
  expect(refused.length).toBeLessThan(25);
  for (const text of refused) {
    expect(
      text.normalize("NFC") !== text ||
        /^\p{White_Space}*$/u.test(text) ||
        /[\p{Cc}\p{Noncharacter_Code_Point}]/u.test(text),
    ).toBe(true);
  }
});
