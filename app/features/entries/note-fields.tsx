import { Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FormSection } from "#app/components/form-section.tsx";
import { LabelFields } from "#app/components/label-fields.tsx";
import type { Form } from "#app/hooks/use-record-form.ts";
import type { NoteForm } from "#app/model/records/note-form.ts";

export function NoteFields({ form }: { form: Form<NoteForm> }) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <FormSection title={t("entries.what")}>
        <TextInput label={t("records.members.title")} {...form.getInputProps("title")} />
        <Textarea label={t("records.members.text")} autosize minRows={5} required {...form.getInputProps("text")} />
        <TextInput label={t("records.members.at")} type="datetime-local" maw={260} {...form.getInputProps("at")} />
      </FormSection>
      <FormSection title={t("shared.labels")} hint={t("shared.labelsHint")}>
        <LabelFields getInputProps={form.getInputProps} />
      </FormSection>
    </Stack>
  );
}
