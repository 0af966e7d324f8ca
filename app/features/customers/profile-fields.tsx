import { Checkbox, NativeSelect, SegmentedControl, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CountryInput, CountrySelect } from "#app/components/country-select.tsx";
import { CurrencySelect } from "#app/components/currency-select.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { LabelFields } from "#app/components/label-fields.tsx";
import { RequiredNote } from "#app/components/required-note.tsx";
import { RowsField } from "#app/components/rows-field.tsx";
import type { Form } from "#app/hooks/use-record-form.ts";
import {
  newAddress,
  newContact,
  newCustomField,
  newEmail,
  newExternalId,
  newNationalId,
  newPhone,
  newRelation,
  type ProfileForm,
} from "#app/model/records/profile-form.ts";
import { isBlank } from "#app/model/records/prune.ts";
import { RELATIONS } from "#protocol/record/schemas/profile.ts";

/** All of a profile's fields. Who uses it adds the buttons. */
export function ProfileFields({ form }: { form: Form<ProfileForm> }) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <RequiredNote />
      <FormSection title={t("customers.identity")}>
        <SegmentedControl
          aria-label={t("customers.kind")}
          data={(["company", "person"] as const).map((value) => ({ value, label: t(`records.profileTypes.${value}`) }))}
          {...form.getInputProps("type")}
        />
        {form.values.type === "company" ? <CompanyFields form={form} /> : <PersonFields form={form} />}
      </FormSection>
      <FormSection title={t("customers.reach")}>
        <MarkedRows form={form} />
        <TextInput
          label={t("records.members.website")}
          type="url"
          placeholder="https://"
          {...form.getInputProps("website")}
        />
      </FormSection>
      {form.values.type === "company" && (
        <FormSection title={t("customers.contacts")}>
          <RowsField
            title={t("customers.contacts")}
            titled={false}
            rowName={(position) => `${t("records.members.contacts")} ${position}`}
            addLabel={t("customers.addContact")}
            rows={form.values.contacts}
            onAdd={() => form.insertListItem("contacts", newContact())}
            onRemove={(index) => form.removeListItem("contacts", index)}
          >
            {(index) => (
              <>
                <TextInput
                  label={t("records.members.name")}
                  required={!isBlank(form.values.contacts[index] ?? {})}
                  {...form.getInputProps(`contacts.${index}.name`)}
                />
                <TextInput label={t("records.members.jobTitle")} {...form.getInputProps(`contacts.${index}.title`)} />
                <TextInput
                  label={t("records.members.email")}
                  type="email"
                  {...form.getInputProps(`contacts.${index}.email`)}
                />
                <TextInput
                  label={t("records.members.phone")}
                  type="tel"
                  {...form.getInputProps(`contacts.${index}.phone`)}
                />
              </>
            )}
          </RowsField>
        </FormSection>
      )}
      <FormSection title={t("customers.more")}>
        <PairRows form={form} />
        <Textarea label={t("records.members.notes")} autosize minRows={2} {...form.getInputProps("notes")} />
      </FormSection>
      <FormSection title={t("shared.labels")} hint={t("shared.labelsHint")}>
        <LabelFields getInputProps={form.getInputProps} />
      </FormSection>
    </Stack>
  );
}

function CompanyFields({ form }: { form: Form<ProfileForm> }) {
  const { t } = useTranslation();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t("records.members.legalName")} required {...form.getInputProps("legalName")} />
        <TextInput label={t("records.members.tradeName")} {...form.getInputProps("tradeName")} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput label={t("records.members.registrationNumber")} {...form.getInputProps("registrationNumber")} />
        <TextInput label={t("records.members.vatNumber")} {...form.getInputProps("vatNumber")} />
        <TextInput label={t("records.members.industry")} {...form.getInputProps("industry")} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t("records.members.founded")}
          description={t("customers.partialDate")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          {...form.getInputProps("founded")}
        />
        <TextInput label={t("records.members.employees")} inputMode="numeric" {...form.getInputProps("employees")} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }} role="group" aria-label={t("records.members.annualRevenue")}>
        <TextInput
          label={t("records.members.annualRevenue")}
          inputMode="decimal"
          {...form.getInputProps("annualRevenue.amount")}
        />
        <CurrencySelect {...form.getInputProps("annualRevenue.currency")} />
        <TextInput
          label={t("records.members.year")}
          inputMode="numeric"
          {...form.getInputProps("annualRevenue.year")}
        />
      </SimpleGrid>
    </>
  );
}

function PersonFields({ form }: { form: Form<ProfileForm> }) {
  const { t } = useTranslation();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput label={t("records.members.title")} {...form.getInputProps("title")} />
        <TextInput label={t("records.members.givenName")} {...form.getInputProps("givenName")} />
        <TextInput label={t("records.members.familyName")} {...form.getInputProps("familyName")} />
      </SimpleGrid>
      <TextInput label={t("records.members.fullName")} {...form.getInputProps("fullName")} />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput
          label={t("records.members.birthDate")}
          description={t("customers.partialDate")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          {...form.getInputProps("birthDate")}
        />
        <TextInput label={t("records.members.jobTitle")} {...form.getInputProps("jobTitle")} />
        <TextInput label={t("records.members.employer")} {...form.getInputProps("employer")} />
      </SimpleGrid>
    </>
  );
}

/** E-mails, phones and addresses: of each, one may be the main one. */
function MarkedRows({ form }: { form: Form<ProfileForm> }) {
  const { t } = useTranslation();
  const begun = (list: "emails" | "phones", index: number) => !isBlank(form.values[list][index] ?? {});
  const mark = (list: "emails" | "phones" | "addresses", index: number) => (
    <Checkbox
      mt={4}
      className="wide"
      label={t("shared.main")}
      checked={form.values[list][index]?.primary ?? false}
      onChange={(event) => {
        const { checked } = event.currentTarget;
        for (const at of form.values[list].keys()) form.setFieldValue(`${list}.${at}.primary`, checked && at === index);
      }}
    />
  );
  return (
    <>
      <RowsField
        title={t("customers.emails")}
        rowName={(position) => `${t("records.members.emails")} ${position}`}
        addLabel={t("customers.addEmail")}
        rows={form.values.emails}
        onAdd={() => form.insertListItem("emails", newEmail())}
        onRemove={(index) => form.removeListItem("emails", index)}
      >
        {(index) => (
          <>
            <TextInput
              label={t("records.members.email")}
              type="email"
              required={begun("emails", index)}
              {...form.getInputProps(`emails.${index}.address`)}
            />
            <TextInput label={t("records.members.label")} {...form.getInputProps(`emails.${index}.label`)} />
            {form.values.emails.length > 1 && mark("emails", index)}
          </>
        )}
      </RowsField>
      <RowsField
        title={t("customers.phones")}
        rowName={(position) => `${t("records.members.phones")} ${position}`}
        addLabel={t("customers.addPhone")}
        rows={form.values.phones}
        onAdd={() => form.insertListItem("phones", newPhone())}
        onRemove={(index) => form.removeListItem("phones", index)}
      >
        {(index) => (
          <>
            <TextInput
              label={t("records.members.phone")}
              type="tel"
              required={begun("phones", index)}
              {...form.getInputProps(`phones.${index}.number`)}
            />
            <TextInput label={t("records.members.label")} {...form.getInputProps(`phones.${index}.label`)} />
            {form.values.phones.length > 1 && mark("phones", index)}
          </>
        )}
      </RowsField>
      <RowsField
        title={t("customers.addresses")}
        rowName={(position) => `${t("records.members.addresses")} ${position}`}
        addLabel={t("customers.addAddress")}
        rows={form.values.addresses}
        onAdd={() => form.insertListItem("addresses", newAddress())}
        onRemove={(index) => form.removeListItem("addresses", index)}
      >
        {(index) => (
          <>
            <Textarea
              className="wide"
              label={t("records.members.street")}
              autosize
              minRows={1}
              {...form.getInputProps(`addresses.${index}.street`)}
            />
            <TextInput
              label={t("records.members.postalCode")}
              {...form.getInputProps(`addresses.${index}.postalCode`)}
            />
            <TextInput label={t("records.members.city")} {...form.getInputProps(`addresses.${index}.city`)} />
            <TextInput label={t("records.members.region")} {...form.getInputProps(`addresses.${index}.region`)} />
            <CountryInput {...form.getInputProps(`addresses.${index}.country`)} />
            <TextInput label={t("records.members.label")} {...form.getInputProps(`addresses.${index}.label`)} />
            {form.values.addresses.length > 1 && mark("addresses", index)}
          </>
        )}
      </RowsField>
    </>
  );
}

function PairRows({ form }: { form: Form<ProfileForm> }) {
  const { t } = useTranslation();
  const begun = (list: "nationalIds" | "externalIds" | "customFields", index: number) =>
    !isBlank(form.values[list][index] ?? {});
  return (
    <>
      <RowsField
        title={t("customers.nationalIds")}
        rowName={(position) => `${t("records.members.nationalIds")} ${position}`}
        addLabel={t("customers.addNationalId")}
        rows={form.values.nationalIds}
        onAdd={() => form.insertListItem("nationalIds", newNationalId())}
        onRemove={(index) => form.removeListItem("nationalIds", index)}
      >
        {(index) => (
          <>
            <TextInput
              label={t("records.members.type")}
              required={begun("nationalIds", index)}
              {...form.getInputProps(`nationalIds.${index}.type`)}
            />
            <CountrySelect
              required={begun("nationalIds", index)}
              {...form.getInputProps(`nationalIds.${index}.country`)}
            />
            <TextInput
              label={t("records.members.number")}
              required={begun("nationalIds", index)}
              {...form.getInputProps(`nationalIds.${index}.number`)}
            />
          </>
        )}
      </RowsField>
      <RowsField
        title={t("customers.relations")}
        rowName={(position) => `${t("records.members.relations")} ${position}`}
        addLabel={t("customers.addRelation")}
        rows={form.values.relations}
        onAdd={() => form.insertListItem("relations", newRelation())}
        onRemove={(index) => form.removeListItem("relations", index)}
      >
        {(index) => (
          <>
            <NativeSelect
              label={t("records.members.relation")}
              data={RELATIONS.map((value) => ({ value, label: t(`records.relations.${value}`) }))}
              {...form.getInputProps(`relations.${index}.relation`)}
            />
            <TextInput label={t("records.members.name")} {...form.getInputProps(`relations.${index}.name`)} />
            <TextInput
              label={t("records.members.customer")}
              placeholder="0x…"
              {...form.getInputProps(`relations.${index}.customer`)}
            />
          </>
        )}
      </RowsField>
      <RowsField
        title={t("customers.externalIds")}
        rowName={(position) => `${t("records.members.externalIds")} ${position}`}
        addLabel={t("customers.addExternalId")}
        rows={form.values.externalIds}
        onAdd={() => form.insertListItem("externalIds", newExternalId())}
        onRemove={(index) => form.removeListItem("externalIds", index)}
      >
        {(index) => (
          <>
            <TextInput
              label={t("records.members.system")}
              required={begun("externalIds", index)}
              {...form.getInputProps(`externalIds.${index}.system`)}
            />
            <TextInput
              label={t("records.members.id")}
              required={begun("externalIds", index)}
              {...form.getInputProps(`externalIds.${index}.id`)}
            />
          </>
        )}
      </RowsField>
      <RowsField
        title={t("customers.customFields")}
        rowName={(position) => `${t("records.members.customFields")} ${position}`}
        addLabel={t("customers.addCustomField")}
        rows={form.values.customFields}
        onAdd={() => form.insertListItem("customFields", newCustomField())}
        onRemove={(index) => form.removeListItem("customFields", index)}
      >
        {(index) => (
          <>
            <TextInput
              label={t("records.members.name")}
              required={begun("customFields", index)}
              {...form.getInputProps(`customFields.${index}.name`)}
            />
            <TextInput
              label={t("records.members.value")}
              required={begun("customFields", index)}
              {...form.getInputProps(`customFields.${index}.value`)}
            />
          </>
        )}
      </RowsField>
    </>
  );
}
