import { z } from "zod";
import { CLASSIFICATIONS, REGION_PATTERN } from "../../envelope/labels.ts";
import { listOf } from "./list-of.ts";
import { lineText, paragraphText } from "./text.ts";

/** Public labels; the envelope's header says the same. */
const labels = z.strictObject({
  classification: z.enum(CLASSIFICATIONS),
  region: z.string().regex(REGION_PATTERN, { error: "is not 1 to 8 of A-Z, 0-9 and -" }),
});

/** The number or code of the same thing in another system. */
const externalId = z.strictObject({ system: lineText, id: lineText });

const customField = z.strictObject({ name: lineText, value: paragraphText });

const customFields = listOf(customField).refine(
  (fields) => new Set(fields.map(({ name }) => name)).size === fields.length,
  { error: "has two fields of one name" },
);

/** The members that every record has. */
export function everyRecord<Schema extends string>(schema: Schema) {
  return {
    schema: z.literal(schema),
    labels,
    externalIds: listOf(externalId).exactOptional(),
    customFields: customFields.exactOptional(),
  };
}
