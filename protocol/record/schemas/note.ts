import { z } from "zod";
import { isoInstant } from "./dates.ts";
import { correctingRecord } from "./shared-members.ts";
import { lineText, paragraphText } from "./text.ts";

/** Anything worth writing down that has no better place. */
export const noteSchema = z.strictObject({
  ...correctingRecord("note/1"),
  title: lineText.exactOptional(),
  text: paragraphText,
  at: isoInstant.exactOptional(),
});

export type Note = z.infer<typeof noteSchema>;
