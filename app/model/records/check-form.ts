import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { checkRecord } from "#protocol/record/parse-record.ts";
import type { ProblemKind } from "#protocol/record/problem-kinds.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import { type FieldProblem, pathOfProblem, problemOfDecimal, problemOfField, RefusedForm } from "./form-problems.ts";
import { readDecimals } from "./read-decimals.ts";

/** How a form's values become a record. */
export type FormRules<Values> = {
  /** Of the record, see chain/kinds.ts. */
  kind: number;
  /** Takes away the rows that nobody has filled in; the others stay the same objects. */
  clean: (values: Values) => Values;
  toRecord: (values: Values) => Record<string, unknown>;
  /** Fields with a decimal number as people write it, `lines.*.quantity`: `toRecord` gets them as a record has them. */
  decimals?: readonly string[];
};

/** The record, or why there is none: RefusedForm with everything that is wrong, each at its field, or another error. */
export type CheckedForm = { record: CustomerRecord } | { error: unknown };

/** Checks what a form says as the record that would be written. */
export function checkForm<Values extends Record<string, unknown>>(
  parameters: FormRules<Values> & { values: Values },
): CheckedForm {
  const { values, kind, clean, toRecord, decimals = [] } = parameters;
  const cleaned = clean(values);
  const placed = (path: string) => placeInForm({ path, values, cleaned });
  const read = readDecimals({ values: cleaned, decimals });
  const checked = checkText({ kind, record: toRecord(read.values) });
  if ("error" in checked) return checked;
  // Of a field, the first thing that is wrong: the others mostly follow from it.
  const found = new Map<string, FieldProblem>();
  for (const unread of read.unread) {
    const path = placed(unread.path);
    found.set(path, problemOfDecimal({ path, read: unread.read }));
  }
  for (const problem of "problems" in checked ? checked.problems : []) {
    const path = placed(pathOfProblem(problem));
    if (!found.has(path)) found.set(path, problemOfField({ path, typed: valueAt({ values, path }), problem }));
  }
  if ("record" in checked && found.size === 0) return checked;
  return { error: new RefusedForm([...found.values()]) };
}

type Refusal = { pointer: string; kind: ProblemKind; limit?: number };

/** A text that no record can hold is a problem at its place as well. */
function checkText({ kind, record }: { kind: number; record: object }): CheckedForm | { problems: readonly Refusal[] } {
  try {
    return checkRecord(kind, record);
  } catch (error) {
    if (!isKontorError(error) || typeof error.details.pointer !== "string") return { error };
    return { problems: [{ pointer: error.details.pointer, kind: "text" }] };
  }
}

function valueAt({ values, path }: { values: object; path: string }): unknown {
  return path.split(".").reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], values);
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
