import type { Hex } from "viem";
import { fromHex, toHex } from "../bytes/hex.ts";
import { type Keccak, keccak256 } from "../bytes/keccak.ts";
import { recordKindName } from "../chain/kinds.ts";
import { RECORD_SCHEMAS } from "../record/parse-record.ts";
import { type DisclosedField, parseDisclosure } from "./disclosure.ts";
import { hashLeaf } from "./leaf.ts";
import { climb, proofLength } from "./merkle-tree.ts";

export type CheckDisclosureParameters = {
  /** A Disclosure, from anywhere. */
  disclosure: unknown;
  /** The commitment of the entry, from the chain. */
  commitment: Hex;
  /** The kind of the entry, from the chain: a commitment made under another kind's schema is not this entry's record. */
  kind: number;
  keccak?: Keccak;
};

const HEADER_VALUE = /^([a-z]+\/[0-9]+);([1-9][0-9]{0,4})$/;

/**
 * Whether the disclosed field is a field of the record that the chain commits to. The position is held twice: by the index
 * inside the leaf and by the length of the proof, and the number of fields by the header field.
 * @returns false for a proof that doesn't hold.
 * @throws InvalidDisclosure, InvalidHex, UnknownKind for input that isn't one at all.
 */
export function checkDisclosure(parameters: CheckDisclosureParameters): boolean {
  const { disclosure, commitment, kind, keccak = keccak256 } = parameters;
  const { header, field } = parseDisclosure(disclosure);
  const root = toHex(fromHex({ hex: commitment, length: 32, name: "The commitment" }));
  const [, schema, count] = HEADER_VALUE.exec(header.value) ?? [];
  const leafCount = Number(count) + 1;
  const isHeader = header.index === 0 && header.type === "header" && header.pointer === "";
  if (!isHeader || schema !== RECORD_SCHEMAS[recordKindName(kind)].id) return false;
  const isOther = field.index >= 1 && field.type !== "header" && field.pointer !== "";
  return isOther && [header, field].every((disclosed) => isLeafOf({ disclosed, leafCount, root, keccak }));
}

type Claim = { disclosed: DisclosedField; leafCount: number; root: Hex; keccak: Keccak };

function isLeafOf({ disclosed, leafCount, root, keccak }: Claim): boolean {
  const { index, salt, proof } = disclosed;
  if (index >= leafCount || proof.length !== proofLength({ leafCount, index })) return false;
  const leaf = hashLeaf({ field: disclosed, salt: fromHex({ hex: salt, length: 32, name: "The salt" }), keccak });
  const siblings = proof.map((sibling) => fromHex({ hex: sibling, length: 32, name: "The proof" }));
  return toHex(climb({ leaf, proof: siblings, keccak })) === root;
}
