import {
  addDecimals,
  type Decimal,
  formatDecimalUnits,
  multiplyDecimals,
  parseDecimal,
  roundDecimal,
} from "./decimals.ts";

export type Countable = {
  lines: readonly { quantity: string; unitPrice: string; discount: string }[];
  freight: string;
  tax: string;
};

/**
 * What the lines, the freight and the tax come to, each line rounded to cents, or null while something in them is not
 * a number. A proposal for the total: what the source says is what is stored.
 */
export function totalOfLines({ lines, freight, tax }: Countable): string | null {
  let total: Decimal = { units: 0n, scale: 2 };
  for (const { quantity, unitPrice, discount } of lines) {
    const count = parseDecimal(quantity);
    const price = parseDecimal(unitPrice);
    const off = discount === "" ? ZERO : parseDecimal(discount);
    if (count === null || price === null || off === null) return null;
    const share = addDecimals({ units: 1n, scale: 0 }, { units: -off.units, scale: off.scale });
    const amount = multiplyDecimals(multiplyDecimals(count, price), share);
    total = addDecimals(total, roundDecimal({ value: amount, places: 2 }));
  }
  for (const extra of [freight, tax]) {
    const amount = extra === "" ? ZERO : parseDecimal(extra);
    if (amount === null) return null;
    total = addDecimals(total, amount);
  }
  return formatDecimalUnits(total.scale > 2 ? roundDecimal({ value: total, places: 2 }) : total);
}

const ZERO: Decimal = { units: 0n, scale: 0 };
