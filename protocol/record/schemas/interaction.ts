import { z } from "zod";
import { contact } from "./contact-points.ts";
import { isoDate, isoInstant } from "./dates.ts";
import { listOf } from "./list-of.ts";
import { correctingRecord } from "./shared-members.ts";
import { lineText, paragraphText } from "./text.ts";

export const INTERACTION_TYPES = ["call", "email", "meeting", "message", "visit", "other"] as const;

/** A day has 1,440 minutes; a month of them is no longer one interaction. */
const MAX_MINUTES = 31 * 1_440;

/** Something said between the organisation and the customer. */
export const interactionSchema = z.strictObject({
  ...correctingRecord("interaction/1"),
  type: z.enum(INTERACTION_TYPES),
  direction: z.enum(["inbound", "outbound"]).exactOptional(),
  at: isoInstant,
  minutes: z.int().min(0).max(MAX_MINUTES).exactOptional(),
  subject: lineText,
  body: paragraphText.exactOptional(),
  participants: listOf(contact).exactOptional(),
  outcome: lineText.exactOptional(),
  followUpOn: isoDate.exactOptional(),
});

export type Interaction = z.infer<typeof interactionSchema>;
