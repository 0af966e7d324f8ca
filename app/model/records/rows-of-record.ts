import { formatDate, formatDateTime } from "#app/format/dates.ts";
import { t } from "#app/i18n/i18n.ts";
import { flattenRecord } from "#protocol/record/fields.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import { labelOfPointer } from "./label-of-pointer.ts";

export type RecordRow = { pointer: string; label: string; value: string };

const DATES = /^\/(?:date|requiredDate|shippedDate|dueDate|birthDate|followUpOn)$/;
const INSTANTS = /^\/(?:at|given|until|withdrawn)$/;

/** Every field of a record in words, without the schema and the labels, which are shown apart. */
export function rowsOfRecord(record: CustomerRecord): RecordRow[] {
  return flattenRecord(record).flatMap(({ pointer, type, value }) => {
    if (pointer === "/schema" || pointer.startsWith("/labels/")) return [];
    const label = labelOfPointer(pointer);
    if (type === "boolean") return [{ pointer, label, value: value === "true" ? t("records.yes") : t("records.no") }];
    if (DATES.test(pointer)) return [{ pointer, label, value: formatDate(value) }];
    if (INSTANTS.test(pointer)) return [{ pointer, label, value: formatDateTime(value) }];
    return [{ pointer, label, value }];
  });
}
