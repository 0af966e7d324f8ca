import { useForm } from "@mantine/form";
import { type CheckedForm, checkForm, type FormRules } from "#app/model/records/check-form.ts";
import { RefusedForm } from "#app/model/records/form-problems.ts";

/** A Mantine form over `Values`. */
export type Form<Values extends Record<string, unknown>> = ReturnType<typeof useForm<Values>>;

/** The props that bind an input to a place in a form. */
export type InputProps = ReturnType<Form<Record<string, unknown>>["getInputProps"]>;

/**
 * A form over a record of one kind, and `check`: the record that it says, or what is wrong. Each problem shows at its field, and
 * the first field with one is focused.
 */
export const useRecordForm = <Values extends Record<string, unknown>>(
  parameters: FormRules<Values> & { initialValues: Values },
): { form: Form<Values>; check: () => CheckedForm } => {
  const form = useForm<Values>({ initialValues: parameters.initialValues });
  const check = () => {
    const checked = checkForm({ values: form.getValues(), ...parameters });
    const problems = "error" in checked && checked.error instanceof RefusedForm ? checked.error.problems : [];
    form.setErrors(Object.fromEntries(problems.map(({ path, text }) => [path, text])));
    // The first as a person reads the page, which need not be the schema's first.
    const fields = problems.map(({ path }) => form.getInputNode(path)).filter((field) => field !== null);
    fields.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    fields[0]?.focus();
    return checked;
  };
  return { form, check };
};
