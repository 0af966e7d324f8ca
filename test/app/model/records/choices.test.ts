import { describe, expect, it } from "vitest";
import { lastRegion } from "#app/model/customers/last-region.ts";
import { countries } from "#app/model/records/countries.ts";
import { currencyChoice } from "#app/model/records/currency-choice.ts";
import { digitsOfCurrency } from "#protocol/record/schemas/currencies.ts";

describe("currencyChoice", () => {
  it("default: the common ones first, every one once, each a currency with a name of the language", () => {
    const { common, others } = currencyChoice("de");
    expect(common[0]).toEqual({ value: "EUR", label: "EUR – Euro" });
    expect(common.find(({ value }) => value === "CHF")?.label).toBe("CHF – Schweizer Franken");
    const codes = [...common, ...others].map(({ value }) => value);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => digitsOfCurrency(code) === undefined)).toEqual([]);
    expect(codes).toEqual(expect.arrayContaining(["JPY", "KWD", "CLF", "ZAR"]));
  });
});

describe("countries", () => {
  it("default: all of ISO 3166-1 by their names in the language, sorted as the language sorts", () => {
    const german = countries("de");
    expect(german).toHaveLength(249);
    expect(german.find(({ value }) => value === "DE")).toEqual({ value: "DE", label: "Deutschland" });
    expect(german.findIndex(({ value }) => value === "AT")).toBeLessThan(
      german.findIndex(({ value }) => value === "PE"),
    );
    expect(german.filter(({ value, label }) => value === label)).toEqual([]);
  });
});

describe("lastRegion", () => {
  const organisation = `0x${"aa".repeat(20)}` as const;
  const other = `0x${"bb".repeat(20)}` as const;
  const item = (steward: `0x${string}`, changedAt: number | null, region: string) => ({
    ...{ customer: "0x01", steward, scopes: [], head: null, entries: 1, changedAt, verdict: null, problem: null },
    settled: true,
    profile: {
      ...{ schema: "profile/2", type: "company", legalName: "A" },
      labels: { classification: "internal", region },
    },
  });

  it("default: the region of the own customer that was written to last", () => {
    const customers = [item(organisation, 1, "CH"), item(organisation, 3, "US-CA"), item(other, 9, "EU")] as const;
    expect(lastRegion({ customers: customers as never, organisation })).toBe("US-CA");
  });

  it("behavior: empty where there is none to go by", () => {
    expect(lastRegion({ customers: [], organisation })).toBe("");
    expect(lastRegion({ customers: [item(other, 9, "EU")] as never, organisation })).toBe("");
  });
});
