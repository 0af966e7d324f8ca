import { useForm } from "@mantine/form";
import { type CheckedForm, checkForm, type FormRules } from "#app/records/check-form.ts";
import type { Form } from "#app/records/form.ts";

/** A form over a record of one kind, and `check`: the record that it says, or what is wrong, shown at its field. */
export const useRecordForm = <Values extends Record<string, unknown>>(
  parameters: FormRules<Values> & { initialValues: Values },
): { form: Form<Values>; check: () => CheckedForm } => {
  const form = useForm<Values>({ initialValues: parameters.initialValues });
  return { form, check: () => checkForm({ form, ...parameters }) };
};
