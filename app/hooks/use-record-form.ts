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
    if (!("error" in checked && checked.error instanceof RefusedForm)) {
      form.clearErrors();
      return checked;
    }
    // As a person reads the page, which need not be the schema's order; what has no field of its own comes last.
    const placed = checked.error.problems.map((problem) => ({ problem, field: form.getInputNode(problem.path) }));
    placed.sort((one, other) => {
      if (one.field === null || other.field === null) return Number(one.field === null) - Number(other.field === null);
      return one.field.compareDocumentPosition(other.field) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    });
    const problems = placed.map(({ problem }) => problem);
    form.setErrors(Object.fromEntries(problems.map(({ path, text }) => [path, text])));
    placed[0]?.field?.focus();
    return { error: new RefusedForm(problems) };
  };
  return { form, check };
};
