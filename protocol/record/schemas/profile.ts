import { z } from "zod";
import { isAnObject, problemOfRule } from "../problem-kinds.ts";
import { amountIssues } from "./amounts.ts";
import { address, contact, email, phone, websiteText } from "./contact-points.ts";
import { isoDate, partialDate } from "./dates.ts";
import { decimal } from "./decimal.ts";
import { listOf, listWithPrimary } from "./list-of.ts";
import { everyRecord, hash32 } from "./shared-members.ts";
import { lineText, paragraphText } from "./text.ts";

const everyProfile = {
  emails: listWithPrimary(email).exactOptional(),
  phones: listWithPrimary(phone).exactOptional(),
  addresses: listWithPrimary(address).exactOptional(),
  website: websiteText.exactOptional(),
  notes: paragraphText.exactOptional(),
};

const everyCompany = {
  type: z.literal("company"),
  legalName: lineText,
  tradeName: lineText.exactOptional(),
  registrationNumber: lineText.exactOptional(),
  vatNumber: lineText.exactOptional(),
  industry: lineText.exactOptional(),
  contacts: listOf(contact).exactOptional(),
};

const everyPerson = {
  type: z.literal("person"),
  title: lineText.exactOptional(),
  givenName: lineText.exactOptional(),
  familyName: lineText.exactOptional(),
  jobTitle: lineText.exactOptional(),
  employer: lineText.exactOptional(),
};

const company1 = z.strictObject({ ...everyRecord("profile/1"), ...everyProfile, ...everyCompany });

const person1 = z
  .strictObject({ ...everyRecord("profile/1"), ...everyProfile, ...everyPerson, birthDate: isoDate.exactOptional() })
  .refine(({ givenName, familyName }) => givenName !== undefined || familyName !== undefined, {
    ...problemOfRule({ kind: "noName", words: "has neither a given name nor a family name" }),
    when: isAnObject,
  });

/** Who the customer is, as it was written first. */
export const profileSchema1 = z.discriminatedUnion("type", [company1, person1]);

/** A number that a state or its register gave: a tax number, a passport, a company number. */
const nationalId = z.strictObject({
  type: lineText,
  /** ISO 3166-1 alpha-2, by form only: registers of countries that are no longer exist as well. */
  country: z
    .string()
    .refine(
      (value) => /^[A-Z]{2}$/.test(value),
      problemOfRule({ kind: "country", words: "is not two capital letters such as DE" }),
    ),
  number: lineText,
});

export const RELATIONS = [
  "parent",
  "subsidiary",
  "employer",
  "employee",
  "partner",
  "supplier",
  "buyer",
  "family",
  "other",
] as const;

/** What another is to this customer: its parent company, say. By the other's id where it is a customer, else by name. */
const relation = z
  .strictObject({
    relation: z.enum(RELATIONS),
    customer: hash32.exactOptional(),
    name: lineText.exactOptional(),
  })
  .refine(({ customer, name }) => customer !== undefined || name !== undefined, {
    ...problemOfRule({ kind: "nobody", words: "names nobody: give a customer's id or a name" }),
    when: isAnObject,
  });

/** What a company turned over in a year. */
const revenue = z
  .strictObject({
    amount: decimal,
    currency: lineText,
    year: z.int().min(1800).max(2999).exactOptional(),
  })
  .superRefine(
    ({ amount, currency }, context) => {
      for (const issue of amountIssues({ currency, amounts: { amount } })) context.addIssue(issue);
    },
    { when: isAnObject },
  );

const everyProfile2 = {
  ...everyRecord("profile/2"),
  ...everyProfile,
  nationalIds: listOf(nationalId).exactOptional(),
  relations: listOf(relation).exactOptional(),
};

const company2 = z.strictObject({
  ...everyProfile2,
  ...everyCompany,
  founded: partialDate.exactOptional(),
  employees: z.int().min(0).exactOptional(),
  annualRevenue: revenue.exactOptional(),
});

const person2 = z
  .strictObject({
    ...everyProfile2,
    ...everyPerson,
    /** The whole name as one text, where its parts are not known or it has none. */
    fullName: lineText.exactOptional(),
    birthDate: partialDate.exactOptional(),
  })
  .refine(
    ({ givenName, familyName, fullName }) => [givenName, familyName, fullName].some((name) => name !== undefined),
    {
      ...problemOfRule({ kind: "noName", words: "has no name: give a given name, a family name or the full name" }),
      when: isAnObject,
    },
  );

/** Who the customer is. */
export const profileSchema2 = z.discriminatedUnion("type", [company2, person2]);

/** A profile that is written. */
export type Profile2 = z.infer<typeof profileSchema2>;

/** A profile as it may be read: whatever the first version has, the second has too. */
export type Profile = z.infer<typeof profileSchema1> | Profile2;

/** The schemas of a profile that is read. */
export function isProfile(record: { readonly schema: string }): record is Profile {
  return record.schema === "profile/1" || record.schema === "profile/2";
}
