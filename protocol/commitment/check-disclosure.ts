import type { Hex } from "viem";
import { fromHex, toHex } from "../bytes/hex.ts";
import { type Keccak, keccak256 } from "../bytes/keccak.ts";
import { allowsField, allowsPointer } from "../record/schema-place.ts";
import { parseAbsence, parseDisclosure } from "./disclosure.ts";
import { hashContent, hashEmpty, hashLeaf, hashRoot, pathOf } from "./nodes.ts";
import { climb } from "./sparse-tree.ts";

/** What the chain says of the entry that a proof is about. */
type OfEntry = {
  /** The commitment of the entry. */
  commitment: Hex;
  /** The kind of the entry: a commitment made under another kind's schema is not this entry's record. */
  kind: number;
  keccak?: Keccak;
};

export type CheckDisclosureParameters = OfEntry & {
  /** A Disclosure, from anywhere. */
  disclosure: unknown;
};

/**
 * Whether the disclosed field is a field of the record that the chain commits to, and one that the record's schema allows: of
 * a commitment and a pointer, whoever made it, no two fields can be shown.
 * @returns false for a proof that does not hold.
 * @throws InvalidDisclosure, InvalidHex, UnknownKind for input that is none at all.
 */
export function checkDisclosure(parameters: CheckDisclosureParameters): boolean {
  const { kind, keccak = keccak256 } = parameters;
  const { field, ...proof } = parseDisclosure(parameters.disclosure);
  if (!allowsField({ kind, schema: proof.schema, field })) return false;
  const path = pathOf({ pointer: field.pointer, keccak });
  const content = hashContent({ field, salt: wordOf(field.salt), keccak });
  return leadsTo({ ...parameters, ...proof, ...field, path, node: hashLeaf({ path, content, keccak }), keccak });
}

export type CheckAbsenceParameters = OfEntry & {
  /** An Absence, from anywhere. */
  absence: unknown;
};

/**
 * Whether the record that the chain commits to has no field with the pointer, which its schema would allow.
 * @returns false for a proof that does not hold.
 * @throws InvalidDisclosure, InvalidHex, UnknownKind for input that is none at all.
 */
export function checkAbsence(parameters: CheckAbsenceParameters): boolean {
  const { kind, keccak = keccak256 } = parameters;
  const { field, end, ...proof } = parseAbsence(parameters.absence);
  if (!allowsPointer({ kind, schema: proof.schema, pointer: field.pointer })) return false;
  const path = pathOf({ pointer: field.pointer, keccak });
  if ("path" in end && end.path === toHex(path)) return false;
  // A leaf of another path that stands on this one's way below the shared bits would be no honest tree's, and still it would
  // be the only thing there: where it stands, no leaf of this path does.
  const node =
    "salt" in end
      ? hashEmpty({ salt: wordOf(end.salt), keccak })
      : hashLeaf({ path: wordOf(end.path), content: wordOf(end.content), keccak });
  return leadsTo({ ...parameters, ...proof, ...field, path, node, keccak });
}

type Climb = {
  commitment: Hex;
  schema: string;
  countHash: Hex;
  path: Uint8Array;
  node: Uint8Array;
  siblings: readonly Hex[];
  keccak: Keccak;
};

function leadsTo({ commitment, schema, countHash, path, node, siblings, keccak }: Climb): boolean {
  const tree = climb({ path, node, siblings: siblings.map(wordOf), keccak });
  const root = hashRoot({ schema, countHash: wordOf(countHash), tree, keccak });
  return toHex(root) === toHex(fromHex({ hex: commitment, length: 32, name: "The commitment" }));
}

function wordOf(hex: Hex): Uint8Array {
  return fromHex({ hex, length: 32, name: "A hash of the proof" });
}
