import type { Hex } from "viem";
import { compareBytes } from "../bytes/compare-bytes.ts";
import { toHex } from "../bytes/hex.ts";
import { type Keccak, keccak256 } from "../bytes/keccak.ts";
import type { JsonObject } from "../json/json-value.ts";
import { type Field, flattenRecord } from "../record/fields.ts";
import { hashContent, hashCount, hashRoot, pathOf } from "./nodes.ts";
import { deriveSalts } from "./salts.ts";
import { buildSparseTree, type Leaf, type SparseTree } from "./sparse-tree.ts";

/** A record with all that it takes to disclose its fields one by one. Holds the salts: as secret as the record. */
export type CommittedRecord = {
  /** It goes on chain. */
  commitment: Hex;
  schema: string;
  /** In the order of their pointers. */
  fields: readonly Field[];
  /** Of the fields, in their order. */
  salts: readonly Uint8Array[];
  countHash: Uint8Array;
  tree: SparseTree;
};

export type CommitRecordParameters = {
  record: JsonObject & { readonly schema: string };
  /** 32 random bytes, made for this entry. */
  entrySecret: Uint8Array;
  keccak?: Keccak;
};

/**
 * Commits to a record: PROTOCOL.md, section 2.2.
 * @throws InvalidLength, InvalidFields, InvalidJson, InvalidText, JsonTooLarge
 */
export function commitRecord({ record, entrySecret, keccak = keccak256 }: CommitRecordParameters): CommittedRecord {
  const fields = flattenRecord(record);
  const leafSalts = fields.length + 1;
  // A tree of n leaves whose paths are hashes has about 0.44 n empty places; what is missing is derived when it is needed.
  let salts = deriveSalts({ entrySecret, count: leafSalts + fields.length });
  let used = leafSalts;
  const nextSalt = () => {
    if (used === salts.length) salts = deriveSalts({ entrySecret, count: 2 * salts.length });
    return salts[used++] as Uint8Array;
  };
  const leaves = fields.map((field, at): Leaf => {
    const content = hashContent({ field, salt: salts[at + 1] as Uint8Array, keccak });
    return { path: pathOf({ pointer: field.pointer, keccak }), content };
  });
  leaves.sort((one, other) => compareBytes(one.path, other.path));
  const tree = buildSparseTree({ leaves, nextSalt, keccak });
  const countHash = hashCount({ count: fields.length, salt: salts[0] as Uint8Array, keccak });
  return {
    commitment: toHex(hashRoot({ schema: record.schema, countHash, tree: tree.root, keccak })),
    schema: record.schema,
    fields,
    salts: salts.slice(1, leafSalts),
    countHash,
    tree,
  };
}
