import { readFileSync } from "node:fs";
import { parse } from "papaparse";
import { describe, expect, test } from "vitest";
import { KINDS, type RecordKindName } from "#protocol/chain/kinds.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { canonicalJson } from "#protocol/record/canonical-json.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import { RECORD_SCHEMAS } from "#protocol/record/record-schemas.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { EARLIER_RECORDS, RECORDS } from "../fixtures/records.ts";

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

  test("default: records of earlier schemas are read as they are, also with what is refused today", () => {
    for (const { kind, record } of Object.values(EARLIER_RECORDS)) {
      expect(parseRecord(KINDS[kind], record)).toEqual(record);
    }
    const { record } = EARLIER_RECORDS["profile/1"];
    expect(codeOf(() => parseRecord(KINDS.profile, { ...record, founded: "1987" }))).toBe("InvalidRecord");
  });

  test("behavior: a transaction may leave open what is not known yet, and has no amount without its currency", () => {
    const quote = { schema: "transaction/2", labels, type: "quote", number: "1", date: "2026-01-31" };
    const parse = (change: object) => codeOf(() => parseRecord(KINDS.transaction, { ...quote, ...change }));
    const lines = [{ description: "Queso Cabrales" }];
    for (const change of [{}, { lines }, { currency: "EUR" }, { currency: "EUR", total: "1.50" }]) {
      expect(parse(change)).toBe("nothing thrown");
    }
    for (const change of [{ total: "1" }, { freight: "1" }, { lines: [{ description: "x", unitPrice: "1" }] }]) {
      expect(parse(change)).toBe("InvalidRecord");
      expect(parse({ ...change, currency: "EUR" })).toBe("nothing thrown");
    }
  });

  test("behavior: currencies and their decimals are those of ISO 4217, wherever a record is read", () => {
    const amount = (currency: string, total: string) =>
      code("transaction", { currency, total, freight: "1", tax: "1" });
    for (const [currency, total] of [
      ["JPY", "298"],
      ["EUR", "298.5"],
      ["HUF", "298.50"],
      ["KWD", "298.385"],
      ["CLF", "298.3851"],
    ] as const) {
      expect(amount(currency, total)).toBe("nothing thrown");
      expect(amount(currency, `${total.split(".")[0]}.38512`)).toBe("InvalidRecord");
    }
    expect(amount("JPY", "298.0")).toBe("InvalidRecord");
    for (const currency of ["XYZ", "EURO", "eur", ""]) expect(amount(currency, "1")).toBe("InvalidRecord");
    // The price of one unit may be finer than the currency.
    const lines = [{ description: "Nails", quantity: "1000", unitPrice: "0.00125" }];
    expect(code("transaction", { lines })).toBe("nothing thrown");
  });

  test("args: a date is known to the year, the month or the day", () => {
    for (const founded of ["1987", "1987-03", "1987-03-31"])
      expect(code("profile", { founded })).toBe("nothing thrown");
    for (const founded of ["87", "1987-3", "1987-13", "1987-00", "1987-02-30", "1987-03-31T00:00:00Z", "around 1987"]) {
      expect(code("profile", { founded })).toBe("InvalidRecord");
    }
  });

  test("behavior: what is refused of figures, national numbers and relations", () => {
    const refused: object[] = [
      { employees: -1 },
      { employees: "41" },
      { annualRevenue: { amount: "1" } },
      { annualRevenue: { amount: "1.005", currency: "EUR" } },
      { annualRevenue: { amount: "1", currency: "EUR", year: 26 } },
      { nationalIds: [{ type: "tax number", country: "Germany", number: "1" }] },
      { nationalIds: [{ country: "DE", number: "1" }] },
      { relations: [{ relation: "parent" }] },
      { relations: [{ relation: "boss", name: "Andrew Fuller" }] },
      { relations: [{ relation: "parent", customer: "0x12" }] },
    ];
    for (const change of refused) expect(code("profile", change), JSON.stringify(change)).toBe("InvalidRecord");
  });

  test("default: a person by one text", () => {
    const person = { schema: "profile/2", labels, type: "person", fullName: "Madonna", birthDate: "1958" };
    expect(parseRecord(KINDS.profile, person)).toEqual(person);
    const { fullName: _, ...nameless } = person;
    expect(codeOf(() => parseRecord(KINDS.profile, nameless))).toBe("InvalidRecord");
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
      for (const version of ["0", "3", "01", "2x", ""]) {
        expect(code(name, { schema: `${name}/${version}` })).toBe("UnknownSchema");
      }
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
