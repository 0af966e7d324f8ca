import { Stack, Textarea, TextInput } from "@mantine/core";
import { FormSection } from "#app/components/form-section.tsx";
import { LabelFields } from "#app/components/label-fields.tsx";
import { text as shared } from "#app/components/text.ts";
import type { Form } from "#app/hooks/use-record-form.ts";
import type { NoteForm } from "#app/model/records/note-form.ts";
import { text as words } from "#app/model/records/text.ts";
import { text } from "./text.ts";

export function NoteFields({ form }: { form: Form<NoteForm> }) {
  return (
    <Stack gap="lg">
      <FormSection title={text.what}>
        <TextInput label={words.members.title} {...form.getInputProps("title")} />
        <Textarea
          label={words.members.text}
          autosize
          minRows={5}
          required
          withAsterisk={false}
          {...form.getInputProps("text")}
        />
        <TextInput label={words.members.at} type="datetime-local" maw={260} {...form.getInputProps("at")} />
      </FormSection>
      <FormSection title={shared.labels} hint={shared.labelsHint}>
        <LabelFields getInputProps={form.getInputProps} />
      </FormSection>
    </Stack>
  );
}
