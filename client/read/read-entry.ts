import type { Hex } from "viem";
import type { Entry } from "#protocol/chain/entry.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import type { Verdict } from "#protocol/verdict/verdict.ts";
import type { VerdictReason } from "#protocol/verdict/verdict-reason.ts";

/** Where the service or the chain's events place an entry. A claim: only the stored head is read from the chain's state. */
export type EntryPlace = {
  blockNumber: number;
  transactionHash: Hex;
  /** Seconds since 1970; null where it was read from events. */
  timestamp: number | null;
};

/** One entry of a customer as this reader found it. */
export type ReadEntry = {
  sequence: bigint;
  verdict: Verdict;
  reason?: VerdictReason;
  /** Null where it is withheld, forged or foreign: nothing of it is to be believed. */
  entry: Entry | null;
  head: Hex | null;
  place: EntryPlace | null;
  /** The content; null where the reader has no key for it, or it does not open. */
  record: CustomerRecord | null;
  /** Opens every field of the record, for disclosing single ones. */
  entrySecret: Uint8Array | null;
  /** Why there is no record, as an error code; null where there is one, or none was asked for. */
  refusal: string | null;
  /**
   * The entry that stands in its place, by its hash: the newest profile for an earlier one, and for others the newest that
   * corrects it, where this reader can open that. Null where there is none, or the entry is not the chain's.
   */
  replacedBy: Hex | null;
};

/** A customer's chain as this reader found it. */
export type ReadCustomer = {
  customer: Hex;
  /** The stored head, from the chain; null for a customer that it does not know. */
  head: Hex | null;
  /** On the whole: `proven` only where every entry is proven. */
  verdict: Verdict;
  /** By ascending sequence. */
  entries: ReadEntry[];
};
