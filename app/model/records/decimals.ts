/** Decimal strings, exactly: a bigint of units of 10^-scale. Binary floats never touch money. */
export type Decimal = { units: bigint; scale: number };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Null for text that is not a plain decimal number. */
export function parseDecimal(text: string): Decimal | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return null;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
}

export function addDecimals(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return { units: scaled(one, scale) + scaled(other, scale), scale };
}

export function multiplyDecimals(one: Decimal, other: Decimal): Decimal {
  return { units: one.units * other.units, scale: one.scale + other.scale };
}

/** Rounds half away from zero, as invoices do, to `places` digits after the point. */
export function roundDecimal({ value, places }: { value: Decimal; places: number }): Decimal {
  if (value.scale <= places) return { units: scaled(value, places), scale: places };
  const divisor = 10n ** BigInt(value.scale - places);
  const half = divisor / 2n;
  const units = value.units < 0n ? (value.units - half) / divisor : (value.units + half) / divisor;
  return { units, scale: places };
}

export function formatDecimalUnits({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const text = scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`;
  return units < 0n ? `-${text}` : text;
}

function scaled({ units, scale }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}
