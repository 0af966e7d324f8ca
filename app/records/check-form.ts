import { parseRecord } from "#protocol/record/parse-record.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import type { Form } from "./form.ts";
import { problemOf } from "./form-errors.ts";

/** How a form's values become a record. */
export type FormRules<Values> = {
  /** Of the record, see chain/kinds.ts. */
  kind: number;
  /** Takes away the rows that nobody has filled in; the others stay the same objects. */
  clean: (values: Values) => Values;
  toRecord: (values: Values) => Record<string, unknown>;
};

export type CheckedForm = { record: CustomerRecord } | { error: unknown };

/** Parses what a form says as the record that would be written; a refusal is shown at its field and that field focused. */
export function checkForm<Values extends Record<string, unknown>>(
  parameters: FormRules<Values> & { form: Form<Values> },
): CheckedForm {
  const { form, kind, clean, toRecord } = parameters;
  const values = form.getValues();
  const cleaned = clean(values);
  form.clearErrors();
  try {
    return { record: parseRecord(kind, toRecord(cleaned)) };
  } catch (error) {
    const problem = problemOf(error);
    if (problem !== null) {
      const path = placeInForm({ path: problem.path, values, cleaned });
      form.setFieldError(path, `${problem.problem.charAt(0).toUpperCase()}${problem.problem.slice(1)}`);
      form.getInputNode(path)?.focus();
    }
    return { error };
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
