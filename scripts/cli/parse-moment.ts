import { usageError } from "./parse-options.ts";
import { parseWhole } from "./parse-values.ts";

const TIME = /^\d{4}-\d\d-\d\d(T[0-9:.]+(Z|[+-]\d\d:\d\d))?$/;
const MAX_BLOCK = 2 ** 50;

/** A time with its zone, or a day, which begins in UTC; in seconds since 1970. */
export function parseTime({ name, text }: { name: string; text: string }): bigint {
  const milliseconds = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw usageError(`${name} is no time such as 2026-01-31T12:00:00Z.`);
  return BigInt(Math.floor(milliseconds / 1_000));
}

/** Digits are a block; everything else is a time. */
export function parseMoment({ name, text }: { name: string; text: string }): { block: bigint } | { timestamp: bigint } {
  if (/^\d+$/.test(text)) return { block: BigInt(parseWhole({ name, text, min: 0, max: MAX_BLOCK })) };
  if (!TIME.test(text)) throw usageError(`${name} is neither a block number nor a time such as 2026-01-31T12:00:00Z.`);
  return { timestamp: parseTime({ name, text }) };
}

/** Seconds since 1970 as people write them. */
export function timeOf(timestamp: bigint): string {
  return new Date(Number(timestamp) * 1_000).toISOString().replace(".000Z", "Z");
}
