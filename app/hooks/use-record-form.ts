import { useForm } from "@mantine/form";
import { type CheckedForm, checkForm, type FormRules } from "#app/model/records/check-form.ts";

/** A Mantine form over `Values`. */
export type Form<Values extends Record<string, unknown>> = ReturnType<typeof useForm<Values>>;

/** The props that bind an input to a place in a form. */
export type InputProps = ReturnType<Form<Record<string, unknown>>["getInputProps"]>;

/**
 * A form over a record of one kind, and `check`: the record that it says, or what is wrong, which is shown at its field, and that
 * field focused.
 */
export const useRecordForm = <Values extends Record<string, unknown>>(
  parameters: FormRules<Values> & { initialValues: Values },
): { form: Form<Values>; check: () => CheckedForm } => {
  const form = useForm<Values>({ initialValues: parameters.initialValues });
  const check = () => {
    const checked = checkForm({ values: form.getValues(), ...parameters });
    form.clearErrors();
    if ("problem" in checked && checked.problem !== null) {
      form.setFieldError(checked.problem.path, checked.problem.text);
      form.getInputNode(checked.problem.path)?.focus();
    }
    return checked;
  };
  return { form, check };
};
