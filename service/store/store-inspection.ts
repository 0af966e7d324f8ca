import type { Hex } from "viem";
import type { PayloadState } from "./payload-store.ts";
import type { OwnedSharePlace } from "./share-records.ts";
import type { SharePlace } from "./share-store.ts";

export type InspectedEntry = SharePlace & {
  sequence: number;
  payloadDigest: Hex;
  blockNumber: number;
  hasPayload: boolean;
  /** Its steward has a wrap of the customer's secret of its key epoch. */
  hasSecret: boolean;
};

export type InspectedPayload = {
  digest: Hex;
  customer: Hex;
  size: number;
  state: PayloadState;
  /** Its bytes still hash to its digest. */
  intact: boolean;
};

/** Everything in the main store that something else depends on, page by page: a page is little work. */
export type StoreInspection = {
  /** Entries that carry a payload, of customers that are not erased, behind a place. */
  entries(parameters: { after?: { customer: Hex; sequence: number }; limit: number }): Promise<InspectedEntry[]>;
  /** Payloads behind a digest, until some bytes are read. */
  payloads(parameters: { after?: Hex; limit: number; maxBytes: number }): Promise<InspectedPayload[]>;
  /** Shares that were made, of customers that are not erased. */
  shareRecords(parameters: { after?: SharePlace; limit: number }): Promise<OwnedSharePlace[]>;
};

export type InspectedShare = SharePlace & {
  /** Its bytes are those that were made. */
  intact: boolean;
};

/** A store's file, as the system and SQLite see it. */
export type FileInspection = {
  path: string;
  /** The last write found no room. */
  isFull(): boolean;
  /**
   * Reads the whole file, apart from this thread and beside what goes on.
   * @returns what does not fit, in SQLite's words; nothing for a whole file
   */
  findDamage(): Promise<string[]>;
};
