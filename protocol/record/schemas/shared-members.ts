import { z } from "zod";
import { CLASSIFICATIONS, REGION_PATTERN } from "../../envelope/labels.ts";
import { issueOfRule, problemOfRule } from "../problem-kinds.ts";
import { listOf } from "./list-of.ts";
import { lineText, paragraphText } from "./text.ts";

/** Public labels; the envelope's header says the same. */
const labels = z.strictObject({
  classification: z.enum(CLASSIFICATIONS),
  region: z
    .string()
    .refine(
      (value) => REGION_PATTERN.test(value),
      problemOfRule({ kind: "region", words: "is not 1 to 8 of A-Z, 0-9 and -" }),
    ),
});

/** The number or code of the same thing in another system. */
const externalId = z.strictObject({ system: lineText, id: lineText });

const customField = z.strictObject({ name: lineText, value: paragraphText });

const SAME_NAME = { kind: "sameName", words: "is the name of another field already" } as const;

const customFields = listOf(customField).superRefine(
  (fields, context) => {
    const seen = new Set<string>();
    for (const [index, { name }] of fields.entries()) {
      if (seen.has(name)) context.addIssue(issueOfRule({ ...SAME_NAME, path: [index, "name"] }));
      if (name !== undefined) seen.add(name);
    }
  },
  { when: ({ value }) => Array.isArray(value) },
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

/** As canonical JSON has to have one form of a record, a hash in it is written in one way: 0x and lower case. */
export const hash32 = z
  .string()
  .refine(
    (value) => /^0x[0-9a-f]{64}$/.test(value),
    problemOfRule({ kind: "hash", words: "is not 0x and 64 lower-case hexadecimal digits" }),
  );

/** The members of a record that can correct an earlier one: `replaces` is the hash of that one's entry. */
export function correctingRecord<Schema extends string>(schema: Schema) {
  return { ...everyRecord(schema), replaces: hash32.exactOptional() };
}
