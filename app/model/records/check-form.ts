import { parseRecord } from "#protocol/record/parse-record.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import { problemOf } from "./form-errors.ts";

/** How a form's values become a record. */
export type FormRules<Values> = {
  /** Of the record, see chain/kinds.ts. */
  kind: number;
  /** Takes away the rows that nobody has filled in; the others stay the same objects. */
  clean: (values: Values) => Values;
  toRecord: (values: Values) => Record<string, unknown>;
};

/** The record, or why there is none; `problem`: at which place of the form, and in what words, where it is about one. */
export type CheckedForm =
  | { record: CustomerRecord }
  | { error: unknown; problem: { path: string; text: string } | null };

/** Parses what a form says as the record that would be written. */
export function checkForm<Values extends Record<string, unknown>>(
  parameters: FormRules<Values> & { values: Values },
): CheckedForm {
  const { values, kind, clean, toRecord } = parameters;
  const cleaned = clean(values);
  try {
    return { record: parseRecord(kind, toRecord(cleaned)) };
  } catch (error) {
    const found = problemOf(error);
    if (found === null) return { error, problem: null };
    const path = placeInForm({ path: found.path, values, cleaned });
    return { error, problem: { path, text: `${found.problem.charAt(0).toUpperCase()}${found.problem.slice(1)}` } };
  }
}

type Placed = { path: string; values: Record<string, unknown>; cleaned: Record<string, unknown> };

/** Rows of a record are the form's without the blank ones: the third of a record may be the fourth of its form. */
export function placeInForm({ path, values, cleaned }: Placed): string {
  const [list = "", index, ...rest] = path.split(".");
  const [rows, kept] = [values[list], cleaned[list]];
  if (index === undefined || !Array.isArray(rows) || !Array.isArray(kept)) return path;
  const row = rows.indexOf(kept[Number(index)]);
  return row < 0 ? path : [list, row, ...rest].join(".");
}
