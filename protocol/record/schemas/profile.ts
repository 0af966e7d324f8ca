import { z } from "zod";
import { address, contact, email, phone, websiteText } from "./contact-points.ts";
import { isoDate } from "./dates.ts";
import { listOf, listWithPrimary } from "./list-of.ts";
import { everyRecord } from "./shared-members.ts";
import { lineText, paragraphText } from "./text.ts";

const everyProfile = {
  ...everyRecord("profile/1"),
  emails: listWithPrimary(email).exactOptional(),
  phones: listWithPrimary(phone).exactOptional(),
  addresses: listWithPrimary(address).exactOptional(),
  website: websiteText.exactOptional(),
  notes: paragraphText.exactOptional(),
};

const company = z.strictObject({
  ...everyProfile,
  type: z.literal("company"),
  legalName: lineText,
  tradeName: lineText.exactOptional(),
  registrationNumber: lineText.exactOptional(),
  vatNumber: lineText.exactOptional(),
  industry: lineText.exactOptional(),
  contacts: listOf(contact).exactOptional(),
});

const person = z
  .strictObject({
    ...everyProfile,
    type: z.literal("person"),
    title: lineText.exactOptional(),
    givenName: lineText.exactOptional(),
    familyName: lineText.exactOptional(),
    birthDate: isoDate.exactOptional(),
    jobTitle: lineText.exactOptional(),
    employer: lineText.exactOptional(),
  })
  .refine(({ givenName, familyName }) => givenName !== undefined || familyName !== undefined, {
    error: "has neither a given name nor a family name",
  });

/** Who the customer is. */
export const profileSchema = z.discriminatedUnion("type", [company, person]);

export type Profile = z.infer<typeof profileSchema>;
