import type { CustomerRecord } from "#protocol/record/record-schemas.ts";

const NAMES = ["tradeName", "legalName", "name"] as const;
const PARTS = ["title", "givenName", "familyName"] as const;

/** What to call a customer by its profile; null where nothing was opened. */
export function nameOfProfile(record: CustomerRecord | null): string | null {
  if (record === null) return null;
  const members = record as unknown as Record<string, unknown>;
  const name = NAMES.map((member) => members[member]).find((value) => typeof value === "string");
  if (typeof name === "string") return name;
  const parts = PARTS.map((member) => members[member]).filter((value) => typeof value === "string");
  return parts.length === 0 ? null : parts.join(" ");
}
