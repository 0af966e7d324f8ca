import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KINDS, type RecordKindName } from "#protocol/chain/kinds.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { checkRecord } from "#protocol/record/parse-record.ts";
import { RECORDS } from "../fixtures/records.ts";

const problemsOf = (name: RecordKindName, record: object) => {
  const checked = checkRecord(KINDS[name], record);
  if ("record" in checked) throw new Error("Nothing is wrong with it.");
  return checked.problems.map(({ pointer, kind, limit }) => [pointer, kind, ...(limit === undefined ? [] : [limit])]);
};
const labels = { classification: "internal", region: "EU" };

describe("checkRecord", () => {
  it("default: the record, where nothing is wrong", () => {
    expect(checkRecord(KINDS.note, RECORDS.note)).toEqual({ record: RECORDS.note });
  });

  it("behavior: every problem at once, each at its place and with its kind", () => {
    const company = {
      schema: "profile/2",
      type: "company",
      labels: { classification: "internal", region: "europe" },
      emails: [{ address: "nobody" }, { address: "a@example.com" }, { address: " " }],
      website: "example.com",
      founded: "May 1987",
      employees: "many",
      annualRevenue: { amount: "1.234", currency: "JPY" },
      nationalIds: [{ type: "tax number", country: "Germany" }],
      relations: [{ relation: "parent" }, { relation: "aunt", name: "A" }],
      customFields: [
        { name: "Size", value: "M" },
        { name: "Size", value: "L" },
      ],
    };
    expect(problemsOf("profile", company).sort()).toEqual(
      [
        ["/annualRevenue/amount", "currencyDigits", 0],
        ["/customFields/1/name", "sameName"],
        ["/emails/0/address", "email"],
        ["/emails/2/address", "empty"],
        ["/emails/2/address", "email"],
        ["/employees", "integer"],
        ["/founded", "partialDate"],
        ["/labels/region", "region"],
        ["/legalName", "missing"],
        ["/nationalIds/0/country", "country"],
        ["/nationalIds/0/number", "missing"],
        ["/relations/0", "nobody"],
        ["/relations/1/relation", "choice"],
        ["/website", "website"],
      ].sort(),
    );
  });

  it("behavior: a rule over several members is asked although another member is missing", () => {
    expect(problemsOf("profile", { schema: "profile/2", type: "person", labels: { region: "EU" } })).toEqual([
      ["/labels/classification", "missing"],
      ["", "noName"],
    ]);
    const invoice = { schema: "transaction/2", labels, type: "invoice", date: "31.1.2026", total: "12" };
    expect(problemsOf("transaction", { ...invoice, lines: [{ unitPrice: "x" }] })).toEqual([
      ["/number", "missing"],
      ["/date", "date"],
      ["/lines/0/description", "missing"],
      ["/lines/0/unitPrice", "decimal"],
      ["/currency", "noCurrency"],
    ]);
    expect(
      problemsOf("transaction", { ...invoice, lines: [{ description: "Chai" }], shipTo: {}, currency: "XYZ" }),
    ).toEqual([
      ["/number", "missing"],
      ["/date", "date"],
      ["/shipTo", "noPlace"],
      ["/currency", "currency"],
    ]);
  });

  it("behavior: what a list, a text or a number may be at most is told with its limit", () => {
    const { at: _at, ...call } = RECORDS.interaction as Record<string, unknown>;
    expect(problemsOf("interaction", { ...call, minutes: 99_999, subject: "x".repeat(100_001) })).toEqual([
      ["/at", "missing"],
      ["/minutes", "over", 44_640],
      ["/subject", "tooLong", 100_000],
    ]);
    const lines = Array.from({ length: 301 }, () => ({ description: "Chai" }));
    expect(problemsOf("transaction", { ...RECORDS.transaction, lines })).toEqual([["/lines", "tooMany", 300]]);
  });

  it("error: whatever stands in place of a member is a problem there, and nothing else fails", () => {
    const members = ["labels", "emails", "addresses", "relations", "customFields", "annualRevenue", "lines", "shipTo"];
    fc.assert(
      fc.property(fc.constantFrom(...members), fc.jsonValue(), (member, value) => {
        for (const name of ["profile", "transaction"] as const) {
          try {
            checkRecord(KINDS[name], { ...RECORDS[name], [member]: value });
          } catch (error) {
            expect(isKontorError(error)).toBe(true);
          }
        }
      }),
    );
  });
});
