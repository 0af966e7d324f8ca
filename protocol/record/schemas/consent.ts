import { z } from "zod";
import { isoInstant } from "./dates.ts";
import { correctingRecord } from "./shared-members.ts";
import { lineText, paragraphText } from "./text.ts";

/** What the customer agreed to, in the words that they saw. Withdrawing is a new entry with `withdrawn`. */
export const consentSchema = z
  .strictObject({
    ...correctingRecord("consent/1"),
    purpose: lineText,
    wording: paragraphText,
    /** BCP 47, of the wording. */
    language: lineText.exactOptional(),
    given: isoInstant,
    until: isoInstant.exactOptional(),
    withdrawn: isoInstant.exactOptional(),
    channel: lineText.exactOptional(),
    evidence: paragraphText.exactOptional(),
  })
  .refine(({ given, until }) => until === undefined || Date.parse(until) > Date.parse(given), {
    path: ["until"],
    error: "is not after the consent was given",
  })
  .refine(({ given, withdrawn }) => withdrawn === undefined || Date.parse(withdrawn) >= Date.parse(given), {
    path: ["withdrawn"],
    error: "is before the consent was given",
  });

export type Consent = z.infer<typeof consentSchema>;
