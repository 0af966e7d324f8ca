import type { useForm } from "@mantine/form";

/** A Mantine form over `Values`. */
export type Form<Values extends Record<string, unknown>> = ReturnType<typeof useForm<Values>>;

/** The props that bind an input to a place in a form. */
export type InputProps = ReturnType<Form<Record<string, unknown>>["getInputProps"]>;
