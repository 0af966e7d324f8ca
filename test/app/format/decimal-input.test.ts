import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDecimal, writeDecimal } from "#app/format/decimal-input.ts";

const read = (typed: string, locale: string) => {
  const found = readDecimal(typed, locale);
  return "decimal" in found ? found.decimal : found.problem;
};

describe("readDecimal", () => {
  it("default: a number as the language writes it becomes the record's text, digit by digit", () => {
    for (const [locale, typed, decimal] of [
      ["en", "12.50", "12.50"],
      ["en", "1,234.50", "1234.50"],
      ["en", "1,234,567", "1234567"],
      ["de", "12,50", "12.50"],
      ["de", "1.234,50", "1234.50"],
      ["de", "1.234.567", "1234567"],
      ["de", " -0,5 ", "-0.5"],
      ["de", ",5", "0.5"],
      ["fr", "1 234,5", "1234.5"],
      ["fr", "1\u202f234,5", "1234.5"],
      ["de-CH", "1’234.50", "1234.50"],
      ["de-CH", "1'234", "1234"],
      ["en-IN", "12,34,567.8", "1234567.8"],
      ["sv", "−7,25", "-7.25"],
      ["ar-EG", "١٬٢٣٤٫٥", "1234.5"],
      ["en", "123456789012345678.123456789", "123456789012345678.123456789"],
    ] as const) {
      expect(read(typed, locale), `${locale} ${typed}`).toBe(decimal);
    }
  });

  it("behavior: what two readers would take for different numbers is refused with both, never guessed", () => {
    expect(readDecimal("1,234", "en")).toEqual({ problem: "ambiguous", whole: "1234", fraction: "1.234" });
    expect(readDecimal("-1.234", "de")).toEqual({ problem: "ambiguous", whole: "-1234", fraction: "-1,234" });
    // In the language's own way there is no doubt.
    expect(read("1.234", "en")).toBe("1.234");
    expect(read("1,234", "de")).toBe("1.234");
  });

  it("error: another language's way, separators in odd places, and text are no number", () => {
    for (const [locale, typed] of [
      ["en", "12,50"],
      ["de", "12.50"],
      ["en", "1,23,456"],
      ["en", "1.2.3"],
      ["de", "1.234.56"],
      ["en", "0,123"],
      ["en", "1 23"],
      ["en", "12."],
      ["en", "."],
      ["en", ""],
      ["en", "-"],
      ["en", "--1"],
      ["en", "1e3"],
      ["en", "12 EUR"],
      ["en", "0x10"],
    ] as const) {
      expect(read(typed, locale), `${locale} ${typed}`).toBe("notDecimal");
    }
  });

  it("behavior: what a form shows of a record is read back as the same, in every language", () => {
    const whole = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n });
    const locale = fc.constantFrom("en", "de", "fr", "de-CH", "en-IN", "pl", "ar-EG", "fa", "pt-BR", "ja");
    fc.assert(
      fc.property(whole, fc.stringMatching(/^(?:\d{1,9})?$/), locale, (units, fraction, language) => {
        const text = fraction === "" ? String(units) : `${units}.${fraction}`;
        expect(read(writeDecimal(text, language), language)).toBe(text);
      }),
    );
  });
});
