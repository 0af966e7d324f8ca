import { Checkbox, NativeSelect, SegmentedControl, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { FormSection } from "#app/components/form-section.tsx";
import { LabelFields } from "#app/components/label-fields.tsx";
import { RowsField } from "#app/components/rows-field.tsx";
import { text as shared } from "#app/components/text.ts";
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
import { text as words } from "#app/model/records/text.ts";
import { RELATIONS } from "#protocol/record/schemas/profile.ts";
import { text } from "./text.ts";

const m = words.members;

/** All of a profile's fields. Who uses it adds the buttons. */
export function ProfileFields({ form }: { form: Form<ProfileForm> }) {
  return (
    <Stack gap="lg">
      <FormSection title={text.identity}>
        <SegmentedControl
          aria-label={text.kind}
          data={(["company", "person"] as const).map((value) => ({ value, label: words.profileTypes[value] }))}
          {...form.getInputProps("type")}
        />
        {form.values.type === "company" ? <CompanyFields form={form} /> : <PersonFields form={form} />}
      </FormSection>
      <FormSection title={text.reach}>
        <MarkedRows form={form} />
        <TextInput label={m.website} type="url" placeholder="https://" {...form.getInputProps("website")} />
      </FormSection>
      {form.values.type === "company" && (
        <FormSection title={text.contacts}>
          <RowsField
            title={text.contacts}
            titled={false}
            rowName={(position) => `${m.contacts} ${position}`}
            addLabel={text.addContact}
            rows={form.values.contacts}
            onAdd={() => form.insertListItem("contacts", newContact())}
            onRemove={(index) => form.removeListItem("contacts", index)}
          >
            {(index) => (
              <>
                <TextInput label={m.name} {...form.getInputProps(`contacts.${index}.name`)} />
                <TextInput label={m.jobTitle} {...form.getInputProps(`contacts.${index}.title`)} />
                <TextInput label={m.email} type="email" {...form.getInputProps(`contacts.${index}.email`)} />
                <TextInput label={m.phone} type="tel" {...form.getInputProps(`contacts.${index}.phone`)} />
              </>
            )}
          </RowsField>
        </FormSection>
      )}
      <FormSection title={text.more}>
        <PairRows form={form} />
        <Textarea label={m.notes} autosize minRows={2} {...form.getInputProps("notes")} />
      </FormSection>
      <FormSection title={shared.labels} hint={shared.labelsHint}>
        <LabelFields getInputProps={form.getInputProps} />
      </FormSection>
    </Stack>
  );
}

function CompanyFields({ form }: { form: Form<ProfileForm> }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={m.legalName} required withAsterisk={false} {...form.getInputProps("legalName")} />
        <TextInput label={m.tradeName} {...form.getInputProps("tradeName")} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput label={m.registrationNumber} {...form.getInputProps("registrationNumber")} />
        <TextInput label={m.vatNumber} {...form.getInputProps("vatNumber")} />
        <TextInput label={m.industry} {...form.getInputProps("industry")} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={m.founded} placeholder={text.partialDate} {...form.getInputProps("founded")} />
        <TextInput label={m.employees} inputMode="numeric" {...form.getInputProps("employees")} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }} role="group" aria-label={m.annualRevenue}>
        <TextInput label={m.annualRevenue} inputMode="decimal" {...form.getInputProps("annualRevenue.amount")} />
        <TextInput label={m.currency} placeholder="EUR" {...form.getInputProps("annualRevenue.currency")} />
        <TextInput label={m.year} inputMode="numeric" {...form.getInputProps("annualRevenue.year")} />
      </SimpleGrid>
    </>
  );
}

function PersonFields({ form }: { form: Form<ProfileForm> }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput label={m.title} {...form.getInputProps("title")} />
        <TextInput label={m.givenName} {...form.getInputProps("givenName")} />
        <TextInput label={m.familyName} {...form.getInputProps("familyName")} />
      </SimpleGrid>
      <TextInput label={m.fullName} {...form.getInputProps("fullName")} />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput label={m.birthDate} placeholder={text.partialDate} {...form.getInputProps("birthDate")} />
        <TextInput label={m.jobTitle} {...form.getInputProps("jobTitle")} />
        <TextInput label={m.employer} {...form.getInputProps("employer")} />
      </SimpleGrid>
    </>
  );
}

/** E-mails, phones and addresses: of each, one may be the main one. */
function MarkedRows({ form }: { form: Form<ProfileForm> }) {
  const mark = (list: "emails" | "phones" | "addresses", index: number) => (
    <Checkbox
      mt={4}
      className="wide"
      label={shared.main}
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
        title={text.emails}
        rowName={(position) => `${m.emails} ${position}`}
        addLabel={text.addEmail}
        rows={form.values.emails}
        onAdd={() => form.insertListItem("emails", newEmail())}
        onRemove={(index) => form.removeListItem("emails", index)}
      >
        {(index) => (
          <>
            <TextInput label={m.email} type="email" {...form.getInputProps(`emails.${index}.address`)} />
            <TextInput label={m.label} {...form.getInputProps(`emails.${index}.label`)} />
            {form.values.emails.length > 1 && mark("emails", index)}
          </>
        )}
      </RowsField>
      <RowsField
        title={text.phones}
        rowName={(position) => `${m.phones} ${position}`}
        addLabel={text.addPhone}
        rows={form.values.phones}
        onAdd={() => form.insertListItem("phones", newPhone())}
        onRemove={(index) => form.removeListItem("phones", index)}
      >
        {(index) => (
          <>
            <TextInput label={m.phone} type="tel" {...form.getInputProps(`phones.${index}.number`)} />
            <TextInput label={m.label} {...form.getInputProps(`phones.${index}.label`)} />
            {form.values.phones.length > 1 && mark("phones", index)}
          </>
        )}
      </RowsField>
      <RowsField
        title={text.addresses}
        rowName={(position) => `${m.addresses} ${position}`}
        addLabel={text.addAddress}
        rows={form.values.addresses}
        onAdd={() => form.insertListItem("addresses", newAddress())}
        onRemove={(index) => form.removeListItem("addresses", index)}
      >
        {(index) => (
          <>
            <Textarea
              className="wide"
              label={m.street}
              autosize
              minRows={1}
              {...form.getInputProps(`addresses.${index}.street`)}
            />
            <TextInput label={m.postalCode} {...form.getInputProps(`addresses.${index}.postalCode`)} />
            <TextInput label={m.city} {...form.getInputProps(`addresses.${index}.city`)} />
            <TextInput label={m.region} {...form.getInputProps(`addresses.${index}.region`)} />
            <TextInput label={m.country} {...form.getInputProps(`addresses.${index}.country`)} />
            <TextInput label={m.label} {...form.getInputProps(`addresses.${index}.label`)} />
            {form.values.addresses.length > 1 && mark("addresses", index)}
          </>
        )}
      </RowsField>
    </>
  );
}

function PairRows({ form }: { form: Form<ProfileForm> }) {
  return (
    <>
      <RowsField
        title={text.nationalIds}
        rowName={(position) => `${m.nationalIds} ${position}`}
        addLabel={text.addNationalId}
        rows={form.values.nationalIds}
        onAdd={() => form.insertListItem("nationalIds", newNationalId())}
        onRemove={(index) => form.removeListItem("nationalIds", index)}
      >
        {(index) => (
          <>
            <TextInput label={m.type} {...form.getInputProps(`nationalIds.${index}.type`)} />
            <TextInput label={m.country} placeholder="DE" {...form.getInputProps(`nationalIds.${index}.country`)} />
            <TextInput label={m.number} {...form.getInputProps(`nationalIds.${index}.number`)} />
          </>
        )}
      </RowsField>
      <RowsField
        title={text.relations}
        rowName={(position) => `${m.relations} ${position}`}
        addLabel={text.addRelation}
        rows={form.values.relations}
        onAdd={() => form.insertListItem("relations", newRelation())}
        onRemove={(index) => form.removeListItem("relations", index)}
      >
        {(index) => (
          <>
            <NativeSelect
              label={m.relation}
              data={RELATIONS.map((value) => ({ value, label: words.relations[value] }))}
              {...form.getInputProps(`relations.${index}.relation`)}
            />
            <TextInput label={m.name} {...form.getInputProps(`relations.${index}.name`)} />
            <TextInput label={m.customer} placeholder="0x…" {...form.getInputProps(`relations.${index}.customer`)} />
          </>
        )}
      </RowsField>
      <RowsField
        title={text.externalIds}
        rowName={(position) => `${m.externalIds} ${position}`}
        addLabel={text.addExternalId}
        rows={form.values.externalIds}
        onAdd={() => form.insertListItem("externalIds", newExternalId())}
        onRemove={(index) => form.removeListItem("externalIds", index)}
      >
        {(index) => (
          <>
            <TextInput label={m.system} {...form.getInputProps(`externalIds.${index}.system`)} />
            <TextInput label={m.id} {...form.getInputProps(`externalIds.${index}.id`)} />
          </>
        )}
      </RowsField>
      <RowsField
        title={text.customFields}
        rowName={(position) => `${m.customFields} ${position}`}
        addLabel={text.addCustomField}
        rows={form.values.customFields}
        onAdd={() => form.insertListItem("customFields", newCustomField())}
        onRemove={(index) => form.removeListItem("customFields", index)}
      >
        {(index) => (
          <>
            <TextInput label={m.name} {...form.getInputProps(`customFields.${index}.name`)} />
            <TextInput label={m.value} {...form.getInputProps(`customFields.${index}.value`)} />
          </>
        )}
      </RowsField>
    </>
  );
}
