import { toHex } from "../bytes/hex.ts";
import { type Keccak, keccak256 } from "../bytes/keccak.ts";
import { KINDS, type RecordKindName } from "../chain/kinds.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { checkDisclosure } from "./check-disclosure.ts";
import type { CommittedRecord } from "./commit.ts";
import type { DisclosedField, Disclosure } from "./disclosure.ts";
import { proveLeaf } from "./merkle-tree.ts";

export type DiscloseFieldParameters = {
  committed: CommittedRecord;
  /** RFC 6901, of the field to show, such as `/emails/0/address`. */
  pointer: string;
  keccak?: Keccak;
};

/**
 * Shows one field and nothing else of the record but its schema and its number of fields. The proof is checked here, as
 * whoever receives it will.
 * @throws NoSuchField, InvariantBroken
 */
export function discloseField({ committed, pointer, keccak = keccak256 }: DiscloseFieldParameters): Disclosure {
  const index = committed.fields.findIndex((field) => field.index > 0 && field.pointer === pointer);
  if (index < 0) throw new KontorError({ code: "NoSuchField", message: "The record has no such field." });
  const header = disclose({ committed, index: 0 });
  const disclosure: Disclosure = { format: "kontor/disclosure/1", header, field: disclose({ committed, index }) };
  const kind = KINDS[header.value.split("/")[0] as RecordKindName];
  if (!checkDisclosure({ disclosure, commitment: committed.commitment, kind, keccak })) {
    throw new KontorError({ code: "InvariantBroken", message: "A disclosure that was just made doesn't hold." });
  }
  return disclosure;
}

function disclose({ committed, index }: { committed: CommittedRecord; index: number }): DisclosedField {
  const { fields, salts, tree } = committed;
  const [field, salt] = [fields[index], salts[index]];
  if (field === undefined || salt === undefined) {
    throw new KontorError({ code: "InvalidArgument", message: "The committed record is incomplete." });
  }
  return { ...field, salt: toHex(salt), proof: proveLeaf({ tree, index }).map(toHex) };
}
