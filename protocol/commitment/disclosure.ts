import type { Hex } from "viem";
import { z } from "zod";
import { KontorError } from "../errors/kontor-error.ts";
import type { FieldType } from "../record/fields.ts";

/** One field with what ties it to a commitment. */
export type DisclosedField = {
  index: number;
  pointer: string;
  type: FieldType;
  value: string;
  salt: Hex;
  proof: Hex[];
};

/** JSON that shows one field of a committed record to somebody who has neither the record nor a key. */
export type Disclosure = {
  format: "kontor/disclosure/1";
  /** Field 0: which schema the record has, and how many fields. */
  header: DisclosedField;
  field: DisclosedField;
};

/** Enough for 2^32 leaves. */
const MAX_PROOF_LENGTH = 32;

const bytes32 = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value));

/** Half a surrogate pair has no UTF-8: it would be hashed as U+FFFD, and so pass for text that has one. */
const wellFormed = z.string().refine((text) => text.isWellFormed());

const disclosedField = z.strictObject({
  index: z.int().min(0).max(0xffff_ffff),
  pointer: wellFormed,
  type: z.enum(["header", "text", "integer", "boolean", "object", "array"]),
  value: wellFormed,
  salt: bytes32,
  proof: z.array(bytes32).max(MAX_PROOF_LENGTH),
});

const disclosureSchema = z.strictObject({
  format: z.literal("kontor/disclosure/1"),
  header: disclosedField,
  field: disclosedField,
});

/** @throws InvalidDisclosure, which never quotes the disclosure */
export function parseDisclosure(value: unknown): Disclosure {
  const parsed = disclosureSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join("/") ?? "";
  throw new KontorError({
    code: "InvalidDisclosure",
    message: `The disclosure doesn't have the form kontor/disclosure/1${at === "" ? "" : ` at ${at}`}.`,
  });
}
