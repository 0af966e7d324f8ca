import { writeDecimal } from "#app/format/decimal-input.ts";
import type { Classification } from "#protocol/envelope/labels.ts";
import type { Profile, RELATIONS } from "#protocol/record/schemas/profile.ts";
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
export type NationalIdRow = Row<"type" | "country" | "number">;
export type RelationRow = Row<"customer" | "name"> & { relation: (typeof RELATIONS)[number] };

/** A profile as the form edits it: every text is there, empty where it is not known. */
export type ProfileForm = {
  type: Profile["type"];
  legalName: string;
  tradeName: string;
  registrationNumber: string;
  vatNumber: string;
  industry: string;
  founded: string;
  employees: string;
  annualRevenue: { amount: string; currency: string; year: string };
  title: string;
  fullName: string;
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
  nationalIds: NationalIdRow[];
  relations: RelationRow[];
  externalIds: ExternalIdRow[];
  customFields: CustomFieldRow[];
  classification: Classification;
  region: string;
};

/** Its fields with a number as people write it. */
export const PROFILE_DECIMALS = ["annualRevenue.amount"] as const;

export const newEmail = (): EmailRow => ({ key: newRowKey(), address: "", label: "", primary: false });
export const newPhone = (): PhoneRow => ({ key: newRowKey(), number: "", label: "", primary: false });
export const newContact = (): ContactRow => ({ key: newRowKey(), name: "", title: "", email: "", phone: "" });
export const newExternalId = (): ExternalIdRow => ({ key: newRowKey(), system: "", id: "" });
export const newCustomField = (): CustomFieldRow => ({ key: newRowKey(), name: "", value: "" });
export const newNationalId = (): NationalIdRow => ({ key: newRowKey(), type: "", country: "", number: "" });
export const newRelation = (): RelationRow => ({ key: newRowKey(), relation: "parent", customer: "", name: "" });
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
export function emptyProfileForm({ region }: { region: string }): ProfileForm {
  return {
    type: "company",
    ...{ legalName: "", tradeName: "", registrationNumber: "", vatNumber: "", industry: "" },
    ...{ founded: "", employees: "", annualRevenue: { amount: "", currency: "", year: "" }, fullName: "" },
    ...{ title: "", givenName: "", familyName: "", birthDate: "", jobTitle: "", employer: "" },
    ...{ website: "", notes: "" },
    emails: [newEmail()],
    phones: [newPhone()],
    addresses: [newAddress()],
    contacts: [],
    nationalIds: [],
    relations: [],
    externalIds: [],
    customFields: [],
    classification: "internal",
    region,
  };
}

/** Opens a profile for editing. Every member of the schema has its place, so nothing is lost by saving it again. */
export function profileToForm(profile: Profile): ProfileForm {
  const { schema: _schema, labels, emails, phones, addresses, externalIds, customFields, ...rest } = profile;
  const unknown = { contacts: undefined, nationalIds: undefined, relations: undefined };
  const { contacts, nationalIds, relations, employees, annualRevenue, ...texts } = {
    ...{ ...unknown, employees: undefined, annualRevenue: undefined },
    ...rest,
  };
  const empty = emptyProfileForm({ region: labels.region });
  return {
    ...empty,
    ...texts,
    employees: employees === undefined ? "" : String(employees),
    annualRevenue: {
      amount: writeDecimal(annualRevenue?.amount ?? ""),
      currency: annualRevenue?.currency ?? "",
      year: String(annualRevenue?.year ?? ""),
    },
    nationalIds: (nationalIds ?? []).map((row) => ({ ...newNationalId(), ...row })),
    relations: (relations ?? []).map((row) => ({ ...newRelation(), ...row })),
    emails: (emails ?? []).map((row) => ({ ...newEmail(), ...row })),
    phones: (phones ?? []).map((row) => ({ ...newPhone(), ...row })),
    addresses: (addresses ?? []).map((row) => ({ ...newAddress(), ...row })),
    contacts: (contacts ?? []).map((row) => ({ ...newContact(), ...row })),
    externalIds: (externalIds ?? []).map((row) => ({ ...newExternalId(), ...row })),
    customFields: (customFields ?? []).map((row) => ({ ...newCustomField(), ...row })),
    classification: labels.classification,
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
    nationalIds: form.nationalIds.filter((row) => !isBlank(row)),
    // The kind of a relation is where a row starts from.
    relations: form.relations.filter(({ relation: _relation, ...row }) => !isBlank(row)),
    externalIds: form.externalIds.filter((row) => !isBlank(row)),
    customFields: form.customFields.filter((row) => !isBlank(row)),
  };
}

/** The record that a form without blank rows says; not yet checked against the schema. */
export function formToProfile(form: ProfileForm): Record<string, unknown> {
  const { type, emails, phones, addresses, contacts, externalIds, customFields, classification, region } = form;
  const { legalName, tradeName, registrationNumber, vatNumber, industry, founded } = form;
  const { nationalIds, relations } = form;
  const { title, fullName, givenName, familyName, birthDate, jobTitle, employer, website, notes } = form;
  const own =
    type === "company"
      ? {
          ...{ legalName, tradeName, registrationNumber, vatNumber, industry, founded },
          ...{ employees: wholeOf(form.employees), annualRevenue: revenueOf(form.annualRevenue) },
          contacts: contacts.map(cleanRow),
        }
      : { title, fullName, givenName, familyName, birthDate, jobTitle, employer };
  return {
    schema: "profile/2",
    type,
    labels: { classification, region },
    ...prune({
      ...own,
      emails: emails.map(cleanRow),
      phones: phones.map(cleanRow),
      addresses: addresses.map(cleanRow),
      website,
      notes,
      nationalIds: nationalIds.map(cleanRow),
      relations: relations.map(cleanRow),
      externalIds: externalIds.map(cleanRow),
      customFields: customFields.map(cleanRow),
    }),
  };
}

/** A whole number as the record has it; anything else as it was typed, for the schema to refuse. */
function wholeOf(typed: string): number | string {
  return /^[0-9]{1,15}$/.test(typed.trim()) ? Number(typed) : typed;
}

/** Nothing where no amount is given. */
function revenueOf({ amount, currency, year }: ProfileForm["annualRevenue"]): object | string {
  return amount === "" && year === "" ? "" : prune({ amount, currency, year: wholeOf(year) });
}

/** A row as the record has it. */
export function cleanRow({ key: _key, ...row }: { key: string }): object {
  return prune(row);
}
