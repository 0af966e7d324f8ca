import type { Address, Hex } from "viem";

/** Where a log stands in the chain. Numbers are safe integers: the indexer refuses others. */
export type LogPlace = {
  blockNumber: number;
  blockHash: Hex;
  transactionHash: Hex;
  /** Position in the block. */
  logIndex: number;
};

/** A block as the index remembers it. `timestamp` is in seconds since 1970. */
export type BlockReference = { number: number; hash: Hex; parentHash: Hex; timestamp: number };

export type EntryEvent = LogPlace & {
  type: "entry";
  timestamp: number;
  customer: Hex;
  sequence: number;
  steward: Address;
  /** Hash of the entry itself: what the registry stores while it is the newest. Computed, then checked by its successor. */
  head: Hex;
  previous: Hex;
  author: Address;
  kind: number;
  keyEpoch: number;
  commitment: Hex;
  payloadDigest: Hex;
};

export type TransferOfferEvent = LogPlace & {
  type: "transferOffer";
  customer: Hex;
  head: Hex;
  from: Address;
  to: Address;
};

/** `until`: seconds since 1970; 0 when not held; null when held without an end. The newest of (role, account) counts. */
export type RoleEvent = LogPlace & { type: "role"; role: Hex; account: Address; until: number | null };

export type OrganisationEvent = LogPlace & {
  type: "organisation";
  organisation: Address;
  change: "registered" | "suspended" | "reinstated";
  /** Only with `registered`. */
  name: string | null;
};

export type KeyEvent = LogPlace & {
  type: "key";
  account: Address;
  epoch: number;
  suite: number;
  keyHash: Hex;
  key: Uint8Array;
};

/** `size` is 64 bits on chain and stays text: nobody computes with it here. */
export type AnchorEvent = LogPlace & { type: "anchor"; sender: Address; topic: Hex; size: string; root: Hex };

/** What the index keeps of the registry's events. */
export type ChainEvent = EntryEvent | TransferOfferEvent | RoleEvent | OrganisationEvent | KeyEvent | AnchorEvent;
