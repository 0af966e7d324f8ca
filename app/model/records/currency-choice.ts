import { preferredLocale } from "#app/format/locale.ts";
import { CURRENCIES } from "#protocol/record/schemas/currencies.ts";

/** The most traded (BIS, Triennial Central Bank Survey 2022), the neighbours of the euro among them. */
const COMMON = ["EUR", "USD", "GBP", "CHF", "JPY", "CNY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK"];

export type CurrencyOption = { value: string; label: string };

/** The currencies with their names in the person's language: the common ones first, the others by code. */
export function currencyChoice(locale: string = preferredLocale()): {
  common: CurrencyOption[];
  others: CurrencyOption[];
} {
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  const option = (code: string) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` });
  const others = CURRENCIES.filter((code) => !COMMON.includes(code)).sort();
  return { common: COMMON.map(option), others: others.map(option) };
}
