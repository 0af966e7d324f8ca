import { digitsOfCurrency } from "#protocol/record/schemas/currencies.ts";
import { preferredLocale } from "./locale.ts";

export function formatCount(value: number | bigint): string {
  return new Intl.NumberFormat(preferredLocale()).format(value);
}

/** A decimal string with its currency; never passes through a binary float, so no digit is lost. */
export function formatMoney({ amount, currency }: { amount: string; currency: string }): string {
  const decimals = amount.split(".")[1]?.length ?? 0;
  try {
    // As many digits as the currency has, and more where the amount has more.
    const digits = Math.max(digitsOfCurrency(currency) ?? 2, Math.min(decimals, 20));
    const format = new Intl.NumberFormat(preferredLocale(), {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    return format.format(amount as Intl.StringNumericLiteral);
  } catch {
    return `${amount} ${currency}`;
  }
}

/** A decimal string (a quantity) with the locale's separators. */
export function formatDecimal(value: string): string {
  const format = new Intl.NumberFormat(preferredLocale(), { maximumFractionDigits: 20 });
  return format.format(value as Intl.StringNumericLiteral);
}
