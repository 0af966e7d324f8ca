import { toHex } from "../bytes/hex.ts";
import { type Keccak, keccak256 } from "../bytes/keccak.ts";
import { KINDS, type RecordKindName } from "../chain/kinds.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { allowsPointer } from "../record/schema-place.ts";
import { checkAbsence, checkDisclosure } from "./check-disclosure.ts";
import type { CommittedRecord } from "./commit.ts";
import type { Absence, Disclosure } from "./disclosure.ts";
import { pathOf } from "./nodes.ts";

export type DiscloseFieldParameters = {
  committed: CommittedRecord;
  /** RFC 6901, such as `/emails/0/address`. */
  pointer: string;
  keccak?: Keccak;
};

/**
 * Shows one field and nothing else of the record but its schema. The number of hashes in the proof tells how many bits the
 * hashes of this pointer and of the nearest other field's have in common; the hashes themselves tell nothing. The proof is
 * checked here, as whoever receives it will.
 * @throws NoSuchField, InvariantBroken
 */
export function discloseField({ committed, pointer, keccak = keccak256 }: DiscloseFieldParameters): Disclosure {
  const at = committed.fields.findIndex((field) => field.pointer === pointer);
  const [field, salt] = [committed.fields[at], committed.salts[at]];
  if (field === undefined || salt === undefined) {
    throw new KontorError({ code: "NoSuchField", message: "The record has no such field." });
  }
  const { siblings } = committed.tree.walk(pathOf({ pointer, keccak }));
  const disclosure: Disclosure = {
    format: "kontor/disclosure/2",
    schema: committed.schema,
    countHash: toHex(committed.countHash),
    field: { ...field, salt: toHex(salt), siblings: siblings.map(toHex) },
  };
  if (!checkDisclosure({ disclosure, ...ofCommitted(committed), keccak })) throw doesNotHold();
  return disclosure;
}

/**
 * Shows that the record has no field with a pointer that its schema allows. Of other fields it shows at most the hash of one
 * pointer: see Absence.
 * @throws NoSuchField where the schema has no such pointer, FieldPresent where the record has the field, InvariantBroken
 */
export function proveAbsence({ committed, pointer, keccak = keccak256 }: DiscloseFieldParameters): Absence {
  if (committed.fields.some((field) => field.pointer === pointer)) {
    throw new KontorError({
      code: "FieldPresent",
      message: "The record has this field: its absence cannot be proven.",
    });
  }
  const { end, siblings } = committed.tree.walk(pathOf({ pointer, keccak }));
  const absence: Absence = {
    format: "kontor/absence/1",
    schema: committed.schema,
    countHash: toHex(committed.countHash),
    field: { pointer, siblings: siblings.map(toHex) },
    end: "salt" in end ? { salt: toHex(end.salt) } : { path: toHex(end.leaf.path), content: toHex(end.leaf.content) },
  };
  const { kind, commitment } = ofCommitted(committed);
  if (!allowsPointer({ kind, schema: committed.schema, pointer })) {
    throw new KontorError({ code: "NoSuchField", message: "The record's schema has no such field." });
  }
  if (!checkAbsence({ absence, kind, commitment, keccak })) throw doesNotHold();
  return absence;
}

function ofCommitted({ schema, commitment }: CommittedRecord) {
  return { kind: KINDS[schema.split("/")[0] as RecordKindName], commitment };
}

function doesNotHold(): KontorError {
  return new KontorError({ code: "InvariantBroken", message: "A proof that was just made does not hold." });
}
