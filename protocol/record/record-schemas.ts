import type { z } from "zod";
import { type RecordKindName, recordKindName } from "../chain/kinds.ts";
import { type Consent, consentSchema } from "./schemas/consent.ts";
import { type Document, documentSchema } from "./schemas/document.ts";
import { type Interaction, interactionSchema } from "./schemas/interaction.ts";
import { type Note, noteSchema } from "./schemas/note.ts";
import { type Profile, profileSchema1, profileSchema2 } from "./schemas/profile.ts";
import { type Transaction, transactionSchema1, transactionSchema2 } from "./schemas/transaction.ts";
import { type Transfer, transferSchema } from "./schemas/transfer.ts";

/** The content of an entry, by its kind. */
export type CustomerRecord = Profile | Transaction | Interaction | Consent | Document | Note | Transfer;

/** Every schema of each kind by its id, the newest first: that one is written, and all are read for ever. */
export const RECORD_SCHEMAS: Readonly<Record<RecordKindName, Readonly<Record<string, z.ZodType<CustomerRecord>>>>> = {
  profile: { "profile/2": profileSchema2, "profile/1": profileSchema1 },
  transaction: { "transaction/2": transactionSchema2, "transaction/1": transactionSchema1 },
  interaction: { "interaction/1": interactionSchema },
  consent: { "consent/1": consentSchema },
  document: { "document/1": documentSchema },
  note: { "note/1": noteSchema },
  transfer: { "transfer/1": transferSchema },
};

/** A schema of a kind; undefined where the kind has none of this id. @throws UnknownKind */
export function findRecordSchema({ kind, id }: { kind: number; id: string }): z.ZodType<CustomerRecord> | undefined {
  const schemas = RECORD_SCHEMAS[recordKindName(kind)];
  return Object.hasOwn(schemas, id) ? schemas[id] : undefined;
}
