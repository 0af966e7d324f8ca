import { isJsonObject, type JsonValue } from "../json/json-value.ts";

/** ISO 8601 with seconds or without, and an offset: what can be turned into UTC without a guess. */
const TIME_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[+-]\d{2}:\d{2}|Z)$/;

/** Members whose value is an instant, in any schema. */
const INSTANTS: ReadonlySet<string> = new Set(["at", "given", "until", "withdrawn"]);

/**
 * A record as the schemas want it, from values as other systems have them. For importers; a form does the same as people type.
 *
 * - Text is brought to NFC; CR LF and CR become LF; white space around it goes.
 * - Text that is then empty, null, and empty lists and objects are left out.
 * - An instant with an offset becomes UTC (`2026-01-31T10:30:00+01:00` is `2026-01-31T09:30:00Z`).
 *
 * Nothing is guessed: a time without an offset, a decimal comma or a date in another order stays as it is, for the schema to
 * refuse. What is already as it should be comes back the same.
 * @returns undefined where nothing is left
 */
export function normaliseRecord(value: unknown): JsonValue | undefined {
  return normalise({ value, name: "" });
}

function normalise({ value, name }: { value: unknown; name: string }): JsonValue | undefined {
  if (typeof value === "string") {
    const text = value.replaceAll(/\r\n?/g, "\n").normalize("NFC").trim();
    if (text === "") return undefined;
    return INSTANTS.has(name) ? toUtc(text) : text;
  }
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const elements = value
      .map((element) => normalise({ value: element, name: "" }))
      .filter((element) => element !== undefined);
    return elements.length === 0 ? undefined : elements;
  }
  if (isJsonObject(value as JsonValue)) {
    const members = Object.entries(value as object)
      .map(([member, child]) => [member, normalise({ value: child, name: member })] as const)
      .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined);
    return members.length === 0 ? undefined : Object.fromEntries(members);
  }
  return value as JsonValue;
}

function toUtc(text: string): string {
  if (!TIME_WITH_OFFSET.test(text) || text.endsWith("Z")) return text;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return text;
  return time.toISOString().replace(/\.000Z$/, "Z");
}
