import { NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { FormSection } from "#app/components/form-section.tsx";
import { LabelFields } from "#app/components/label-fields.tsx";
import { RowsField } from "#app/components/rows-field.tsx";
import { text as shared } from "#app/components/text.ts";
import type { Form } from "#app/hooks/use-record-form.ts";
import type { InteractionForm } from "#app/model/records/interaction-form.ts";
import { newContact } from "#app/model/records/profile-form.ts";
import { text as words } from "#app/model/records/text.ts";
import { INTERACTION_TYPES } from "#protocol/record/schemas/interaction.ts";
import { text } from "./text.ts";

const m = words.members;

export function InteractionFields({ form }: { form: Form<InteractionForm> }) {
  return (
    <Stack gap="lg">
      <FormSection title={text.what}>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <NativeSelect
            label={m.type}
            data={INTERACTION_TYPES.map((value) => ({ value, label: words.interactionTypes[value] }))}
            {...form.getInputProps("type")}
          />
          <NativeSelect
            label={m.direction}
            data={[
              { value: "", label: "–" },
              { value: "inbound", label: words.directions.inbound },
              { value: "outbound", label: words.directions.outbound },
            ]}
            {...form.getInputProps("direction")}
          />
          <TextInput label={m.at} type="datetime-local" required withAsterisk={false} {...form.getInputProps("at")} />
          <TextInput label={m.minutes} inputMode="numeric" {...form.getInputProps("minutes")} />
        </SimpleGrid>
        <TextInput label={m.subject} required withAsterisk={false} {...form.getInputProps("subject")} />
        <Textarea label={m.body} autosize minRows={4} {...form.getInputProps("body")} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={m.outcome} {...form.getInputProps("outcome")} />
          <TextInput label={m.followUpOn} type="date" {...form.getInputProps("followUpOn")} />
        </SimpleGrid>
      </FormSection>
      <FormSection title={text.participants}>
        <RowsField
          title={text.participants}
          titled={false}
          rowName={(position) => `${m.participants} ${position}`}
          addLabel={text.addParticipant}
          rows={form.values.participants}
          onAdd={() => form.insertListItem("participants", newContact())}
          onRemove={(index) => form.removeListItem("participants", index)}
        >
          {(index) => (
            <>
              <TextInput label={m.name} {...form.getInputProps(`participants.${index}.name`)} />
              <TextInput label={m.jobTitle} {...form.getInputProps(`participants.${index}.title`)} />
              <TextInput label={m.email} type="email" {...form.getInputProps(`participants.${index}.email`)} />
              <TextInput label={m.phone} type="tel" {...form.getInputProps(`participants.${index}.phone`)} />
            </>
          )}
        </RowsField>
      </FormSection>
      <FormSection title={shared.labels} hint={shared.labelsHint}>
        <LabelFields getInputProps={form.getInputProps} />
      </FormSection>
    </Stack>
  );
}
