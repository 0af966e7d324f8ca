import { readFileSync } from "node:fs";
import { parse } from "papaparse";
import { describe, expect, test } from "vitest";
import { KINDS, type RecordKindName } from "#protocol/chain/kinds.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { canonicalJson } from "#protocol/record/canonical-json.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import { RECORD_SCHEMAS } from "#protocol/record/record-schemas.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { RECORDS } from "../fixtures/records.ts";

const NAMES = Object.keys(RECORDS) as RecordKindName[];
const { labels } = RECORDS.note;
const code = (name: RecordKindName, change: object): string =>
  codeOf(() => parseRecord(KINDS[name], { ...RECORDS[name], ...change }));

describe("parseRecord", () => {
  test.each(NAMES)("default: a full %s, as a value, as text and as bytes", (name) => {
    const record = RECORDS[name];
    const text = canonicalJson(record);
    for (const input of [record, text, new TextEncoder().encode(text)]) {
      expect(parseRecord(KINDS[name], input)).toEqual(record);
    }
  });

  test("default: a person", () => {
    const person = {
      schema: "profile/1",
      labels,
      type: "person",
      title: "Dr.",
      givenName: "Andrew",
      familyName: "Fuller",
      birthDate: "1952-02-19",
      jobTitle: "Vice President, Sales",
      employer: "Northwind",
    };
    expect(parseRecord(KINDS.profile, person)).toEqual(person);
    expect(codeOf(() => parseRecord(KINDS.profile, { schema: "profile/1", labels, type: "person" }))).toBe(
      "InvalidRecord",
    );
  });

  test.each(NAMES)(
    "error: a %s read as another kind, of another version, or with a member too many or too few",
    (name) => {
      const record = RECORDS[name];
      for (const other of NAMES) {
        if (other !== name) expect(codeOf(() => parseRecord(KINDS[other], record))).toBe("UnknownSchema");
      }
      expect(code(name, { schema: `${name}/2` })).toBe("UnknownSchema");
      expect(code(name, { surprise: "x" })).toBe("InvalidRecord");
      for (const member of ["schema", "labels"]) {
        const { [member as "schema"]: _, ...rest } = record;
        expect(codeOf(() => parseRecord(KINDS[name], rest))).toBe("InvalidRecord");
      }
      for (const input of [[], "[]", '"x"', 1, true]) {
        expect(codeOf(() => parseRecord(KINDS[name], input))).toBe(
          typeof input === "string" || input !== null ? "InvalidRecord" : "",
        );
      }
    },
  );

  test("error: a kind without a record", () => {
    for (const kind of [0, 8, 9, 10, -1, 1.5])
      expect(codeOf(() => parseRecord(kind, RECORDS.note))).toBe("UnknownKind");
  });

  test("error: labels that are none", () => {
    for (const [classification, region] of [
      ["secret", "EU"],
      ["public", ""],
      ["public", "eu"],
      ["public", "TOO-LONG-X"],
      ["public", "E U"],
      [1, "EU"],
    ]) {
      expect(code("note", { labels: { classification, region } })).toBe("InvalidRecord");
    }
    expect(code("note", { labels: { ...labels, extra: "x" } })).toBe("InvalidRecord");
  });

  test("default: records of five kinds may name the entry that they correct, in one way to write it; others may not", () => {
    const replaces = `0x${"ab".repeat(32)}`;
    for (const name of ["transaction", "interaction", "consent", "document", "note"] as const) {
      expect(parseRecord(KINDS[name], { ...RECORDS[name], replaces })).toMatchObject({ replaces });
      for (const wrong of [replaces.toUpperCase(), replaces.slice(2), `${replaces}00`, "", 1]) {
        expect(code(name, { replaces: wrong })).toBe("InvalidRecord");
      }
    }
    for (const name of ["profile", "transfer"] as const) expect(code(name, { replaces })).toBe("InvalidRecord");
  });

  test("error: values that break their rule", () => {
    const cases: [RecordKindName, object][] = [
      ["profile", { type: "robot" }],
      ["profile", { legalName: "" }],
      ["profile", { legalName: " \u00a0\u2003" }],
      ["profile", { legalName: "two\nlines" }],
      ["profile", { notes: "bell\u0007" }],
      ["profile", { notes: "carriage\r\nreturn" }],
      ["profile", { notes: "delete\u007f" }],
      ["profile", { notes: "next line\u0085" }],
      ["profile", { notes: "x".repeat(100_001) }],
      ["profile", { notes: "€".repeat(33_334) }],
      ["profile", { emails: [] }],
      ["profile", { emails: [{ address: "nobody" }] }],
      ["profile", { emails: [{ address: "a b@c" }] }],
      ["profile", { emails: [{ address: "a@b@c" }] }],
      [
        "profile",
        {
          emails: [
            { address: "a@b", primary: true },
            { address: "c@d", primary: true },
          ],
        },
      ],
      ["profile", { addresses: [{ label: "nowhere" }] }],
      ["profile", { website: "javascript:alert(1)" }],
      ["profile", { website: "https://a b" }],
      ["profile", { website: "data:text/html,x" }],
      [
        "profile",
        {
          customFields: [
            { name: "a", value: "1" },
            { name: "a", value: "2" },
          ],
        },
      ],
      ["profile", { phones: Array.from({ length: 301 }, () => ({ number: "1" })) }],
      ["profile", { givenName: "of a person" }],
      ["transaction", { total: 12 }],
      ["transaction", { total: "12,5" }],
      ["transaction", { total: "-0" }],
      ["transaction", { total: "-0.00" }],
      ["transaction", { total: "01" }],
      ["transaction", { total: "1." }],
      ["transaction", { total: "1e3" }],
      ["transaction", { total: "٣" }],
      ["transaction", { total: "1".repeat(19) }],
      ["transaction", { currency: "usd" }],
      ["transaction", { date: "1996-02-30" }],
      ["transaction", { date: "1900-02-29" }],
      ["transaction", { date: "1996-7-4" }],
      ["transaction", { date: "1996-07-04T00:00:00Z" }],
      ["interaction", { at: "2026-01-31T09:30:00+01:00" }],
      ["interaction", { at: "2026-01-31T25:30:00Z" }],
      ["interaction", { at: "2026-01-31" }],
      ["interaction", { minutes: -1 }],
      ["interaction", { minutes: "12" }],
      ["consent", { until: "2026-01-31T09:30:00Z" }],
      ["consent", { withdrawn: "2020-01-01T00:00:00Z" }],
      ["document", { size: 1 }],
      ["document", { sha256: "00".repeat(32) }],
      ["document", { content: "TGll" }],
      ["document", { content: "!!!!" }],
      ["document", { content: "TGllZmVyc2NoZWluIDEwMjQ4Cg" }],
      ["document", { content: "A".repeat(699_056) }],
      ["document", { mediaType: "TEXT/plain" }],
      ["document", { mediaType: "text" }],
      ["note", { text: 1 }],
    ];
    for (const [name, change] of cases)
      expect(code(name, change), JSON.stringify(change).slice(0, 80)).toBe("InvalidRecord");
  });

  test("behavior: the longest text and the largest document within the limits", () => {
    expect(code("profile", { notes: "x".repeat(100_000) })).toBe("nothing thrown");
    expect(code("profile", { legalName: "é".repeat(50_000) })).toBe("nothing thrown");
    expect(code("transaction", { date: "2000-02-29", total: "-0.01" })).toBe("nothing thrown");
  });

  test("behavior: the error names the place and the rule, and never the value", () => {
    const secret = "Maria Anders";
    const broken: [RecordKindName, object][] = [
      ["profile", { legalName: `${secret}\u0007` }],
      ["profile", { emails: [{ address: secret }] }],
      ["profile", { type: secret }],
      ["transaction", { currency: secret }],
      ["note", { labels: { classification: secret, region: "EU" } }],
      ["document", { content: secret }],
      ["note", { text: `${secret}\ud800` }],
    ];
    for (const [name, change] of broken) {
      try {
        parseRecord(KINDS[name], { ...RECORDS[name], ...change });
        expect.unreachable();
      } catch (error) {
        if (!isKontorError(error)) throw error;
        expect(`${error.message} ${JSON.stringify(error.details)} ${String(error.cause)}`).not.toContain(secret);
        expect(error.details.pointer).toMatch(/^\/[a-z]/);
      }
    }
  });

  test("behavior: every schema has the id that its records name", () => {
    for (const name of NAMES) expect(Object.keys(RECORD_SCHEMAS[name])[0]).toBe(RECORDS[name].schema);
  });

  test("behavior: all Northwind customers are profiles", () => {
    const csv = readFileSync(new URL("../../../demo/data/customers.csv", import.meta.url), "utf8");
    const { data } = parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    expect(data).toHaveLength(91);
    for (const {
      customerID,
      companyName,
      contactName,
      contactTitle,
      address,
      city,
      postalCode,
      country,
      phone,
    } of data) {
      const place = Object.entries({ street: address, city, postalCode, country }).filter(
        ([, value]) => value !== "NULL",
      );
      const profile = {
        schema: "profile/1",
        labels,
        type: "company",
        legalName: companyName,
        contacts: [{ name: contactName, title: contactTitle }],
        phones: [{ number: phone }],
        addresses: [Object.fromEntries(place)],
        externalIds: [{ system: "Northwind", id: customerID }],
      };
      expect(parseRecord(KINDS.profile, profile)).toEqual(profile);
    }
  });
});
