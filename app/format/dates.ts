import { preferredLocale } from "./locale.ts";

/** Date and time for people; `at` is a Date, an ISO string or Unix seconds. */
export function formatDateTime(at: Date | string | number): string {
  return new Intl.DateTimeFormat(preferredLocale(), { dateStyle: "medium", timeStyle: "short" }).format(toDate(at));
}

/** Date without time. An ISO calendar date (`2026-05-01`) is shown as that day everywhere, whatever the time zone. */
export function formatDate(at: Date | string | number): string {
  const calendarDate = typeof at === "string" && /^\d{4}-\d{2}-\d{2}$/.test(at);
  const options: Intl.DateTimeFormatOptions = calendarDate
    ? { dateStyle: "medium", timeZone: "UTC" }
    : { dateStyle: "medium" };
  return new Intl.DateTimeFormat(preferredLocale(), options).format(toDate(at));
}

/** A date of which only the year or the month may be known (`1996`, `1996-07`). */
export function formatPartialDate(date: string): string {
  if (/^\d{4}$/.test(date)) return date;
  if (!/^\d{4}-\d{2}$/.test(date)) return formatDate(date);
  return new Intl.DateTimeFormat(preferredLocale(), { year: "numeric", month: "long", timeZone: "UTC" }).format(
    toDate(date),
  );
}

/** "3 hours ago", coarse: for lists, beside the exact time in a tooltip. */
export function formatAge({ at, now = new Date() }: { at: Date | string | number; now?: Date }): string {
  const seconds = (toDate(at).getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(preferredLocale(), { numeric: "auto", style: "long" });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(0, "minute");
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function toDate(at: Date | string | number): Date {
  return typeof at === "number" ? new Date(at * 1000) : new Date(at);
}
