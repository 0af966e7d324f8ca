import type { Hex } from "viem";
import { z } from "zod";
import { KontorError } from "../errors/kontor-error.ts";
import { FIELD_TYPES, type Field } from "../record/fields.ts";
import { MAX_DEPTH } from "./sparse-tree.ts";

/** What every proof about a commitment says of it. */
type OfCommitment = {
  /** Of the record, such as `profile/2`. */
  schema: string;
  /** Hides how many fields there are. */
  countHash: Hex;
};

/** JSON that shows one field of a committed record to somebody who has neither the record nor a key. */
export type Disclosure = OfCommitment & {
  format: "kontor/disclosure/2";
  /** `siblings`: from the field's leaf up to the root of the tree. */
  field: Field & { salt: Hex; siblings: Hex[] };
};

/** JSON that shows that a committed record has no field with a pointer. */
export type Absence = OfCommitment & {
  format: "kontor/absence/1";
  /** `siblings`: from where the pointer's way ends up to the root of the tree. */
  field: { pointer: string; siblings: Hex[] };
  /**
   * What is there: an empty place, or the leaf of another field, of which only the hash of its pointer is shown (so whoever
   * guesses that pointer learns that it is there, and nothing of what it says).
   */
  end: { salt: Hex } | { path: Hex; content: Hex };
};

const bytes32 = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value));

/** Half a surrogate pair has no UTF-8: it would be hashed as U+FFFD, and so pass for text that has one. */
const wellFormed = z.string().refine((text) => text.isWellFormed());

const siblings = z.array(bytes32).max(MAX_DEPTH);

const ofCommitment = { schema: wellFormed, countHash: bytes32 };

const disclosureSchema = z.strictObject({
  format: z.literal("kontor/disclosure/2"),
  ...ofCommitment,
  field: z.strictObject({
    pointer: wellFormed,
    type: z.enum(FIELD_TYPES),
    value: wellFormed,
    salt: bytes32,
    siblings,
  }),
});

const absenceSchema = z.strictObject({
  format: z.literal("kontor/absence/1"),
  ...ofCommitment,
  field: z.strictObject({ pointer: wellFormed, siblings }),
  end: z.union([z.strictObject({ salt: bytes32 }), z.strictObject({ path: bytes32, content: bytes32 })]),
});

/** @throws InvalidDisclosure, which never quotes the disclosure */
export function parseDisclosure(value: unknown): Disclosure {
  return parse({ schema: disclosureSchema, format: "kontor/disclosure/2", value });
}

/** @throws InvalidDisclosure, which never quotes what was given */
export function parseAbsence(value: unknown): Absence {
  return parse({ schema: absenceSchema, format: "kontor/absence/1", value });
}

function parse<T>({ schema, format, value }: { schema: z.ZodType<T>; format: string; value: unknown }): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join("/") ?? "";
  throw new KontorError({
    code: "InvalidDisclosure",
    message: `The proof does not have the form ${format}${at === "" ? "" : ` at ${at}`}.`,
  });
}
