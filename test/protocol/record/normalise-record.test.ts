import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KINDS, type RecordKindName } from "#protocol/chain/kinds.ts";
import { normaliseRecord } from "#protocol/record/normalise-record.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import naughtyStrings from "#test/data/naughty-strings.json" with { type: "json" };
import { RECORDS } from "../fixtures/records.ts";

const { labels } = RECORDS.note;

describe("normaliseRecord", () => {
  test("default: what another system exports becomes a record that is written", () => {
    const exported = {
      schema: "interaction/1",
      labels,
      type: "call",
      at: "2026-01-31T10:30:00+01:00",
      subject: "  Cafe\u0301 ",
      body: "Two\r\nlines\rthree",
      outcome: "",
      followUpOn: null,
      participants: [{ name: "Maria Anders", phone: " ", email: undefined }, { name: "" }],
      customFields: [],
    };
    const record = normaliseRecord(exported);
    expect(record).toEqual({
      schema: "interaction/1",
      labels,
      type: "call",
      at: "2026-01-31T09:30:00Z",
      subject: "Caf\u00e9",
      body: "Two\nlines\nthree",
      participants: [{ name: "Maria Anders" }],
    });
    expect(parseRecord(KINDS.interaction, record)).toEqual(record);
  });

  test("behavior: a record that is right stays as it is", () => {
    for (const [name, record] of Object.entries(RECORDS)) {
      const normal = normaliseRecord(record);
      expect(normal).toEqual(name === "document" ? { ...record } : record);
      expect(parseRecord(KINDS[name as RecordKindName], normal)).toEqual(normal);
    }
  });

  test("behavior: doing it twice changes nothing more, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...naughtyStrings), fc.string({ unit: "binary" })), (text) => {
        const once = normaliseRecord({ text, at: text });
        expect(normaliseRecord(once)).toEqual(once);
      }),
    );
  });

  test("args: an instant is turned into UTC where its offset is given, and nothing is guessed otherwise", () => {
    const at = (given: string) => normaliseRecord({ at: given });
    expect(at("2026-03-01T00:15:00.250+05:45")).toEqual({ at: "2026-02-28T18:30:00.250Z" });
    expect(at("2026-01-31T23:59-01:00")).toEqual({ at: "2026-02-01T00:59:00Z" });
    for (const kept of [
      "2026-01-31T09:30:00Z",
      "2026-01-31T09:30:00",
      "2026-01-31",
      "31.01.2026 09:30",
      "2026-13-31T09:30:00+01:00",
    ]) {
      expect(at(kept)).toEqual({ at: kept });
    }
    // A date of another name is none of it.
    expect(normaliseRecord({ date: "2026-01-31T10:30:00+01:00" })).toEqual({ date: "2026-01-31T10:30:00+01:00" });
    expect(normaliseRecord({ total: "12,5", quantity: 0, primary: false })).toEqual({
      total: "12,5",
      quantity: 0,
      primary: false,
    });
  });

  test("behavior: nothing is left of nothing", () => {
    for (const empty of [null, undefined, "", " \r\n", [], {}, [[], {}], { a: [{ b: " " }] }]) {
      expect(normaliseRecord(empty)).toBeUndefined();
    }
  });
});
