import { z } from "zod";
import { isoDate } from "./dates.ts";
import { everyRecord } from "./shared-members.ts";
import { lineText, paragraphText } from "./text.ts";

/** Why a customer came to a new steward. From whom and to whom is in the entries themselves. */
export const transferSchema = z.strictObject({
  ...everyRecord("transfer/1"),
  date: isoDate,
  reason: paragraphText.exactOptional(),
  /** The contract or decision behind it. */
  reference: lineText.exactOptional(),
});

export type Transfer = z.infer<typeof transferSchema>;
