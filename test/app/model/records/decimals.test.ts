import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDecimals,
  formatDecimalUnits,
  multiplyDecimals,
  parseDecimal,
  roundDecimal,
} from "#app/model/records/decimals.ts";
import { totalOfLines } from "#app/model/records/total-of-lines.ts";

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 9 }))
  .map(([units, scale]) => ({ units, scale }));

describe("decimals", () => {
  it("default: text and value are each other's inverse", () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(parseDecimal(formatDecimalUnits(value))).toEqual(value);
      }),
    );
  });

  it("behavior: sums and products are exact where binary floats are not", () => {
    const text = (one: string, other: string, act: typeof addDecimals) =>
      formatDecimalUnits(act(parseDecimal(one) ?? never(), parseDecimal(other) ?? never()));
    expect(text("0.1", "0.2", addDecimals)).toBe("0.3");
    expect(text("123456789012345678.9", "0.000000001", addDecimals)).toBe("123456789012345678.900000001");
    expect(text("1.005", "100", multiplyDecimals)).toBe("100.500");
  });

  it("behavior: rounds half away from zero", () => {
    const round = (value: string) =>
      formatDecimalUnits(roundDecimal({ value: parseDecimal(value) ?? never(), places: 2 }));
    expect([round("0.005"), round("-0.005"), round("0.0049"), round("7")]).toEqual(["0.01", "-0.01", "0.00", "7.00"]);
  });

  it("error: what is no plain decimal is null", () => {
    expect(["", "1e3", "1,5", ".5", "5.", "--1", "٣"].map(parseDecimal)).toEqual(Array(7).fill(null));
  });
});

describe("totalOfLines", () => {
  const line = { quantity: "1", unitPrice: "0", discount: "" };

  it("default: adds the lines less their discount, freight and tax", () => {
    const lines = [
      { quantity: "12", unitPrice: "14.00", discount: "0.15" },
      { quantity: "10", unitPrice: "9.80", discount: "" },
    ];
    expect(totalOfLines({ lines, freight: "32.38", tax: "" })).toBe("273.18");
  });

  it("behavior: rounds each line to cents, as an invoice does", () => {
    const lines = [1, 2, 3].map(() => ({ ...line, quantity: "1", unitPrice: "0.335" }));
    expect(totalOfLines({ lines, freight: "", tax: "" })).toBe("1.02");
  });

  it("error: is null while something is not a number", () => {
    expect(totalOfLines({ lines: [{ ...line, quantity: "two" }], freight: "", tax: "" })).toBeNull();
    expect(totalOfLines({ lines: [], freight: "x", tax: "" })).toBeNull();
  });
});

function never(): never {
  throw new Error("The test's own number is none.");
}
