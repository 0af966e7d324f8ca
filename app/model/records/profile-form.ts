import type { Classification } from "#protocol/envelope/labels.ts";

import type { Profile } from "#protocol/record/schemas/profile.ts";
import { isBlank, prune } from "./prune.ts";
import { newRowKey } from "./row-key.ts";

export type Row<Members extends string> = { key: string } & { [Member in Members]: string };
export type MarkedRow<Members extends string> = Row<Members> & { primary: boolean };

export type EmailRow = MarkedRow<"address" | "label">;
export type PhoneRow = MarkedRow<"number" | "label">;
export type AddressRow = MarkedRow<"street" | "city" | "region" | "postalCode" | "country" | "label">;
export type ContactRow = Row<"name" | "title" | "email" | "phone">;
export type ExternalIdRow = Row<"system" | "id">;
export type CustomFieldRow = Row<"name" | "value">;

/** A profile as the form edits it: every text is there, empty where it is not known. */
export type ProfileForm = {
  type: Profile["type"];
  legalName: string;
  tradeName: string;
  registrationNumber: string;
  vatNumber: string;
  industry: string;
  title: string;
  givenName: string;
  familyName: string;
  birthDate: string;
  jobTitle: string;
  employer: string;
  website: string;
  notes: string;
  emails: EmailRow[];
  phones: PhoneRow[];
  addresses: AddressRow[];
  contacts: ContactRow[];
  externalIds: ExternalIdRow[];
  customFields: CustomFieldRow[];
  classification: Classification;
  region: string;
};

export const newEmail = (): EmailRow => ({ key: newRowKey(), address: "", label: "", primary: false });
export const newPhone = (): PhoneRow => ({ key: newRowKey(), number: "", label: "", primary: false });
export const newContact = (): ContactRow => ({ key: newRowKey(), name: "", title: "", email: "", phone: "" });
export const newExternalId = (): ExternalIdRow => ({ key: newRowKey(), system: "", id: "" });
export const newCustomField = (): CustomFieldRow => ({ key: newRowKey(), name: "", value: "" });
export const newAddress = (): AddressRow => ({
  key: newRowKey(),
  street: "",
  city: "",
  region: "",
  postalCode: "",
  country: "",
  label: "",
  primary: false,
});

/** What a new customer starts from. */
export function emptyProfileForm(): ProfileForm {
  return {
    type: "company",
    ...{ legalName: "", tradeName: "", registrationNumber: "", vatNumber: "", industry: "" },
    ...{ title: "", givenName: "", familyName: "", birthDate: "", jobTitle: "", employer: "" },
    ...{ website: "", notes: "" },
    emails: [newEmail()],
    phones: [newPhone()],
    addresses: [newAddress()],
    contacts: [],
    externalIds: [],
    customFields: [],
    classification: "internal",
    region: "",
  };
}

/** Opens a profile for editing. Every member of the schema has its place, so nothing is lost by saving it again. */
export function profileToForm(profile: Profile): ProfileForm {
  const { schema: _schema, labels, emails, phones, addresses, externalIds, customFields, ...rest } = profile;
  const contacts = "contacts" in rest ? rest.contacts : undefined;
  const { contacts: _contacts, ...texts } = { contacts, ...rest };
  return {
    ...emptyProfileForm(),
    ...texts,
    emails: (emails ?? []).map((row) => ({ ...newEmail(), ...row })),
    phones: (phones ?? []).map((row) => ({ ...newPhone(), ...row })),
    addresses: (addresses ?? []).map((row) => ({ ...newAddress(), ...row })),
    contacts: (contacts ?? []).map((row) => ({ ...newContact(), ...row })),
    externalIds: (externalIds ?? []).map((row) => ({ ...newExternalId(), ...row })),
    customFields: (customFields ?? []).map((row) => ({ ...newCustomField(), ...row })),
    classification: labels.classification,
    region: labels.region,
  };
}

/** Drops rows that nobody has filled in, so that the places of the form are the places of the record. */
export function withoutBlankRows(form: ProfileForm): ProfileForm {
  return {
    ...form,
    emails: form.emails.filter((row) => !isBlank(row)),
    phones: form.phones.filter((row) => !isBlank(row)),
    addresses: form.addresses.filter((row) => !isBlank(row)),
    contacts: form.contacts.filter((row) => !isBlank(row)),
    externalIds: form.externalIds.filter((row) => !isBlank(row)),
    customFields: form.customFields.filter((row) => !isBlank(row)),
  };
}

/** The record that a form without blank rows says; not yet checked against the schema. */
export function formToProfile(form: ProfileForm): Record<string, unknown> {
  const { type, emails, phones, addresses, contacts, externalIds, customFields, classification, region } = form;
  const { legalName, tradeName, registrationNumber, vatNumber, industry } = form;
  const { title, givenName, familyName, birthDate, jobTitle, employer, website, notes } = form;
  const own =
    type === "company"
      ? { legalName, tradeName, registrationNumber, vatNumber, industry, contacts: contacts.map(cleanRow) }
      : { title, givenName, familyName, birthDate, jobTitle, employer };
  return {
    schema: "profile/1",
    type,
    labels: { classification, region },
    ...prune({
      ...own,
      emails: emails.map(cleanRow),
      phones: phones.map(cleanRow),
      addresses: addresses.map(cleanRow),
      website,
      notes,
      externalIds: externalIds.map(cleanRow),
      customFields: customFields.map(cleanRow),
    }),
  };
}

/** A row as the record has it. */
export function cleanRow({ key: _key, ...row }: { key: string }): object {
  return prune(row);
}
