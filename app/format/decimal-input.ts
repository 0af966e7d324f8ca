import { preferredLocale } from "./locale.ts";

/** What somebody typed as a number: the decimal text of a record, or why it is none. */
export type ReadDecimal =
  | { decimal: string }
  | { problem: "notDecimal" }
  /** It can be read in two ways; both, as they would be typed without a doubt. */
  | { problem: "ambiguous"; whole: string; fraction: string };

/** Separators of thousands that no language writes before a fraction: spaces of any width and apostrophes. */
const CLEAR_SEPARATORS = /[\s'’]/g;
/** Marks of direction, which some languages put beside a minus. They are invisible. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f]/g;

/**
 * Reads a number as people of a language write it: `1.234,50` is 1234.50 in German. One that could as well be meant in another
 * language's way (`1.234` in German, `1,234` in English) is not guessed at. Exact: no number becomes a binary fraction.
 */
export function readDecimal(typed: string, locale: string = preferredLocale()): ReadDecimal {
  const { decimal, group, digits } = notationOf(locale);
  const plain = [...typed.trim().replace(DIRECTION_MARKS, "")]
    .map((character) => (digits.includes(character) ? String(digits.indexOf(character)) : character))
    .join("")
    .replace("−", "-");
  const sign = plain.startsWith("-") ? "-" : "";
  const [whole = "", fraction, ...more] = plain.slice(sign.length).split(decimal);
  const known = fraction === undefined ? whole !== "" : /^\d+$/.test(fraction);
  const bare = whole.replaceAll(group, "").replace(CLEAR_SEPARATORS, "");
  if (more.length > 0 || !known || !/^\d*$/.test(bare)) return { problem: "notDecimal" };
  if (whole !== bare && !isGrouped({ whole, bare, locale })) return { problem: "notDecimal" };
  if (fraction === undefined && /^\d+[.,]\d+$/.test(whole)) {
    return { problem: "ambiguous", whole: sign + bare, fraction: sign + whole.replace(/[.,]/, decimal) };
  }
  return { decimal: `${sign}${bare === "" ? "0" : bare}${fraction === undefined ? "" : `.${fraction}`}` };
}

/** The decimal text of a record as people of a language type it. What is none stays as it is. */
export function writeDecimal(text: string, locale: string = preferredLocale()): string {
  return /^-?\d+\.\d+$/.test(text) ? text.replace(".", notationOf(locale).decimal) : text;
}

/** Whether the separators stand where the language has them, or by threes where they are clear. */
function isGrouped({ whole, bare, locale }: { whole: string; bare: string; locale: string }): boolean {
  if (/^\d{1,3}(?:[\s'’]\d{3})+$/.test(whole)) return true;
  const format = new Intl.NumberFormat(locale, { useGrouping: "always", numberingSystem: "latn" });
  const { group } = notationOf(locale);
  const latin = partOf({ parts: format.formatToParts(1_234_567), type: "group" });
  return bare !== "" && format.format(BigInt(bare)).replaceAll(latin, group) === whole;
}

type Notation = { decimal: string; group: string; digits: string[] };

function notationOf(locale: string): Notation {
  const format = new Intl.NumberFormat(locale, { useGrouping: "always" });
  const parts = format.formatToParts(1_234_567.8);
  const digits = Array.from({ length: 10 }, (_, digit) => format.format(digit));
  return { decimal: partOf({ parts, type: "decimal" }), group: partOf({ parts, type: "group" }), digits };
}

function partOf({ parts, type }: { parts: Intl.NumberFormatPart[]; type: "decimal" | "group" }): string {
  return parts.find((part) => part.type === type)?.value ?? ".";
}
