import { type CustomerRecord, parseRecord } from "#protocol/record/parse-record.ts";
import type { Form } from "./form.ts";
import { problemOf } from "./form-errors.ts";

/** How a form's values become a record. */
export type FormRules<Values> = {
  /** Of the record, see chain/kinds.ts. */
  kind: number;
  /** Takes away what nobody has filled in, so that places in the record are places in the form. */
  clean: (values: Values) => Values;
  toRecord: (values: Values) => Record<string, unknown>;
};

export type CheckedForm = { record: CustomerRecord } | { error: unknown };

/** Parses what a form says as the record that would be written; a refusal is shown at its field and that field focused. */
export function checkForm<Values extends Record<string, unknown>>(
  parameters: FormRules<Values> & { form: Form<Values> },
): CheckedForm {
  const { form, kind, clean, toRecord } = parameters;
  const values = clean(form.getValues());
  form.setValues(values);
  form.clearErrors();
  try {
    return { record: parseRecord(kind, toRecord(values)) };
  } catch (error) {
    const problem = problemOf(error);
    if (problem !== null) {
      form.setFieldError(problem.path, problem.problem);
      form.getInputNode(problem.path)?.focus();
    }
    return { error };
  }
}
