import type { Hex } from "viem";
import { toHex } from "../bytes/hex.ts";
import { type Keccak, keccak256 } from "../bytes/keccak.ts";
import type { JsonObject } from "../json/json-value.ts";
import { type Field, flattenRecord } from "../record/fields.ts";
import { hashLeaf } from "./leaf.ts";
import { buildTree } from "./merkle-tree.ts";
import { deriveSalts } from "./salts.ts";

/** A record with all that it takes to disclose its fields one by one. Holds the salts: as secret as the record. */
export type CommittedRecord = {
  /** The root; it goes on chain. */
  commitment: Hex;
  /** The header field first. */
  fields: readonly Field[];
  /** Of the fields, in their order. */
  salts: readonly Uint8Array[];
  tree: readonly Uint8Array[];
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
  const salts = deriveSalts({ entrySecret, count: fields.length });
  const leaves = fields.map((field, index) => hashLeaf({ field, salt: salts[index] as Uint8Array, keccak }));
  const tree = buildTree({ leaves, keccak });
  return { commitment: toHex(tree[0] as Uint8Array), fields, salts, tree };
}
