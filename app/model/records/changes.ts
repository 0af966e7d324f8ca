import { t } from "#app/i18n/i18n.ts";
import { flattenRecord } from "#protocol/record/fields.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";

/** A field that differs between two records; null on the side that does not have it. */
export type Change = { pointer: string; before: string | null; after: string | null };

/** What would change, field by field, in the order of the fields that are committed to. */
export function changesBetween({ before, after }: { before: CustomerRecord; after: CustomerRecord }): Change[] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  const changes: Change[] = [];
  for (const pointer of [...new Set([...was.keys(), ...is.keys()])].sort()) {
    const [old, now] = [was.get(pointer) ?? null, is.get(pointer) ?? null];
    if (old !== now) changes.push({ pointer, before: old, after: now });
  }
  return changes;
}

function fieldsOf(record: CustomerRecord): Map<string, string> {
  const fields = new Map<string, string>();
  for (const { pointer, type, value } of flattenRecord(record)) {
    if (type === "boolean") fields.set(pointer, value === "true" ? t("records.yes") : t("records.no"));
    else fields.set(pointer, value);
  }
  return fields;
}
