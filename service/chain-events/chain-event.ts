import type { Address, Hex } from "viem";

/** Where a log stands in the chain. Numbers are safe integers: the indexer refuses others. */
export type LogPlace = {
  blockNumber: number;
  blockHash: Hex;
  transactionHash: Hex;
  /** Position in the block. */
  logIndex: number;
  /** Of the block, in seconds since 1970. */
  timestamp: number;
};

/** A block as the index remembers it. `timestamp` is in seconds since 1970. */
export type BlockReference = { number: number; hash: Hex; parentHash: Hex; timestamp: number };

export type EntryEvent = LogPlace & {
  type: "entry";
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

/**
 * A grant was given, or its end moved. Whether and until when it is held is said by the events of its role: those of the end
 * come before this one.
 */
export type GrantEvent = LogPlace & {
  type: "grant";
  /** The grant's role, see protocol/chain/grants.ts. */
  role: Hex;
  steward: Address;
  /** Zero: all of the steward's. */
  customer: Hex;
  grantee: Address;
  /** 0: all kinds. */
  scope: number;
  /** Seconds since 1970; null without an end. */
  until: number | null;
};

/** The newest of a customer counts. `named` with the zero address: the name was withdrawn. */
export type SubjectEvent = LogPlace & {
  type: "subject";
  customer: Hex;
  change: "named" | "accepted" | "left";
  subject: Address;
};

/** `head` may be no entry's: the registry does not check. */
export type CountersignatureEvent = LogPlace & {
  type: "countersignature";
  customer: Hex;
  head: Hex;
  subject: Address;
};

export type ErasureRequestEvent = LogPlace & { type: "erasureRequest"; customer: Hex; subject: Address };

/** What the index keeps of the registry's events. An erasure is an entry, its customer's last. */
export type ChainEvent =
  | EntryEvent
  | TransferOfferEvent
  | RoleEvent
  | OrganisationEvent
  | KeyEvent
  | AnchorEvent
  | GrantEvent
  | SubjectEvent
  | CountersignatureEvent
  | ErasureRequestEvent;
