import { NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FormSection } from "#app/components/form-section.tsx";
import { LabelFields } from "#app/components/label-fields.tsx";
import { RowsField } from "#app/components/rows-field.tsx";
import type { Form } from "#app/hooks/use-record-form.ts";
import type { InteractionForm } from "#app/model/records/interaction-form.ts";
import { newContact } from "#app/model/records/profile-form.ts";
import { isBlank } from "#app/model/records/prune.ts";
import { INTERACTION_TYPES } from "#protocol/record/schemas/interaction.ts";

export function InteractionFields({ form }: { form: Form<InteractionForm> }) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <FormSection title={t("entries.what")}>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <NativeSelect
            label={t("records.members.type")}
            data={INTERACTION_TYPES.map((value) => ({ value, label: t(`records.interactionTypes.${value}`) }))}
            {...form.getInputProps("type")}
          />
          <NativeSelect
            label={t("records.members.direction")}
            data={[
              { value: "", label: "–" },
              { value: "inbound", label: t("records.directions.inbound") },
              { value: "outbound", label: t("records.directions.outbound") },
            ]}
            {...form.getInputProps("direction")}
          />
          <TextInput label={t("records.members.at")} type="datetime-local" required {...form.getInputProps("at")} />
          <TextInput label={t("records.members.minutes")} inputMode="numeric" {...form.getInputProps("minutes")} />
        </SimpleGrid>
        <TextInput label={t("records.members.subject")} required {...form.getInputProps("subject")} />
        <Textarea label={t("records.members.body")} autosize minRows={4} {...form.getInputProps("body")} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t("records.members.outcome")} {...form.getInputProps("outcome")} />
          <TextInput label={t("records.members.followUpOn")} type="date" {...form.getInputProps("followUpOn")} />
        </SimpleGrid>
      </FormSection>
      <FormSection title={t("entries.participants")}>
        <RowsField
          title={t("entries.participants")}
          titled={false}
          rowName={(position) => `${t("records.members.participants")} ${position}`}
          addLabel={t("entries.addParticipant")}
          rows={form.values.participants}
          onAdd={() => form.insertListItem("participants", newContact())}
          onRemove={(index) => form.removeListItem("participants", index)}
        >
          {(index) => (
            <>
              <TextInput
                label={t("records.members.name")}
                required={!isBlank(form.values.participants[index] ?? {})}
                {...form.getInputProps(`participants.${index}.name`)}
              />
              <TextInput label={t("records.members.jobTitle")} {...form.getInputProps(`participants.${index}.title`)} />
              <TextInput
                label={t("records.members.email")}
                type="email"
                {...form.getInputProps(`participants.${index}.email`)}
              />
              <TextInput
                label={t("records.members.phone")}
                type="tel"
                {...form.getInputProps(`participants.${index}.phone`)}
              />
            </>
          )}
        </RowsField>
      </FormSection>
      <FormSection title={t("shared.labels")} hint={t("shared.labelsHint")}>
        <LabelFields getInputProps={form.getInputProps} />
      </FormSection>
    </Stack>
  );
}
