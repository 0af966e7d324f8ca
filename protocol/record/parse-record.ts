import type { z } from "zod";
import { type RecordKindName, recordKindName } from "../chain/kinds.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { checkJsonValue } from "../json/check-json-value.ts";
import { RECORD_LIMITS } from "../json/json-limits.ts";
import { joinPointer } from "../json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { describeIssue } from "./describe-issue.ts";
import { type Consent, consentSchema } from "./schemas/consent.ts";
import { type Document, documentSchema } from "./schemas/document.ts";
import { type Interaction, interactionSchema } from "./schemas/interaction.ts";
import { type Note, noteSchema } from "./schemas/note.ts";
import { type Profile, profileSchema } from "./schemas/profile.ts";
import { type Transaction, transactionSchema } from "./schemas/transaction.ts";
import { type Transfer, transferSchema } from "./schemas/transfer.ts";

/** The content of an entry, by its kind. */
export type CustomerRecord = Profile | Transaction | Interaction | Consent | Document | Note | Transfer;

type RecordSchema = { id: string; schema: z.ZodType<CustomerRecord> };

/** The schema that is written, and the only one that is read, of each kind. */
export const RECORD_SCHEMAS: Readonly<Record<RecordKindName, RecordSchema>> = {
  profile: { id: "profile/1", schema: profileSchema },
  transaction: { id: "transaction/1", schema: transactionSchema },
  interaction: { id: "interaction/1", schema: interactionSchema },
  consent: { id: "consent/1", schema: consentSchema },
  document: { id: "document/1", schema: documentSchema },
  note: { id: "note/1", schema: noteSchema },
  transfer: { id: "transfer/1", schema: transferSchema },
};

/**
 * A record of a kind, from JSON text, its UTF-8 bytes, or a JavaScript value. The error names the place and the rule and
 * never the value.
 * @param kind the entry's code, see chain/kinds.ts.
 * @throws UnknownKind, InvalidJson, InvalidText, JsonTooLarge, UnknownSchema, InvalidRecord
 */
export function parseRecord(kind: number, input: unknown): CustomerRecord {
  const { id, schema } = RECORD_SCHEMAS[recordKindName(kind)];
  const value = readJson(input);
  checkSchemaId({ value, known: id });
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const pointer = (issue?.path ?? []).reduce<string>(
    (path, token) => joinPointer({ pointer: path, token: typeof token === "number" ? token : String(token) }),
    "",
  );
  const problem = describeIssue(issue);
  const message = `The record's ${pointer === "" ? "content" : pointer} ${problem}.`;
  throw new KontorError({ code: "InvalidRecord", message, details: { pointer, problem } });
}

function readJson(input: unknown): JsonValue {
  if (typeof input === "string" || input instanceof Uint8Array) return parseStrictJson(input);
  return checkJsonValue({ value: input, limits: RECORD_LIMITS });
}

function checkSchemaId({ value, known }: { value: JsonValue; known: string }): void {
  const given = isJsonObject(value) ? value.schema : undefined;
  if (typeof given !== "string" || given === known) return;
  throw new KontorError({
    code: "UnknownSchema",
    message: `The record's schema is not ${known}, the one that is known for its kind.`,
    details: { given: given.slice(0, 40), known },
  });
}
