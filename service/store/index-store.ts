import type { Address, Hex } from "viem";
import type { BlockReference, ChainEvent, EntryEvent } from "../chain-events/chain-event.ts";

export type CustomerHead = {
  customer: Hex;
  sequence: number;
  head: Hex;
  steward: Address;
  kind: number;
  updatedBlock: number;
};

export type IndexedOrganisation = { organisation: Address; name: string; suspended: boolean };

/** A role as the newest event left it: `until` in seconds; null when without an end. Revoked ones are not given. */
export type IndexedRole = { role: Hex; account: Address; until: number | null };

export type IndexedKey = { account: Address; epoch: number; suite: number; keyHash: Hex; key: Uint8Array };

/** How the following of the chain stands. Believed only while somebody holds the lease of the index: a backup has an old one. */
export type IndexStatus = {
  /** The chain's newest block, as last seen. */
  newest: BlockReference | undefined;
  /** The last pass reached the chain's newest block. */
  caughtUp: boolean;
  /** When a pass last succeeded, by the clock; undefined since the index was emptied. */
  succeededAt: number | undefined;
  /** Code of what the last pass failed with; undefined after a success. */
  failure: string | undefined;
  reorgs: number;
};

/**
 * The chain index. Derived from the registry's events alone, so that it can be thrown away and made anew. Blocks of the
 * window that can still be reorganised are remembered by hash.
 */
export type IndexStore = {
  /** The newest indexed block; undefined before the first. */
  tip(): Promise<BlockReference | undefined>;
  /** Remembered blocks, newest first. */
  blocks(): Promise<BlockReference[]>;
  /** The hash of a block where it is remembered, or known through an entry in it. */
  blockHash(number: number): Promise<Hex | undefined>;
  /**
   * Adds a range of blocks with the events in them, in chain order; forgets blocks below `forgetBelow`. Payloads that
   * the entries name are no longer pending.
   * @param parameters.after the tip it builds on; null for an empty index
   * @returns false when the tip is another (somebody else indexes too): nothing was written
   */
  extend(parameters: {
    after: Hex | null;
    blocks: readonly BlockReference[];
    events: readonly ChainEvent[];
    forgetBelow: number;
  }): Promise<boolean>;
  /**
   * Drops every block above `number` and all that was in them. Payloads that no entry names any more are held.
   * @returns how many blocks
   */
  dropAbove(number: number): Promise<number>;
  /** Empties the index; every payload that was referred to is held. */
  clear(): Promise<void>;

  /** What `setStatus` was last told; undefined when never. */
  status(): Promise<IndexStatus | undefined>;
  setStatus(status: IndexStatus): Promise<void>;

  heads(customers: readonly Hex[]): Promise<Map<Hex, CustomerHead>>;
  /** Ordered by customer id, those after `after`. */
  customers(parameters: { steward?: Address; after?: Hex; limit: number }): Promise<CustomerHead[]>;
  /** A customer's last entry, where that is its erasure. */
  erasure(customer: Hex): Promise<EntryEvent | undefined>;
  /** Oldest first, those after a sequence; empty for a customer it does not know. */
  entries(customer: Hex, page?: { after: number; limit: number }): Promise<EntryEvent[]>;
  /** Who has been the customer's steward, in any order. */
  stewardsOf(customer: Hex): Promise<Address[]>;
  /** Entries behind a place in the chain, in chain order. */
  entriesAfter(parameters: { blockNumber: number; logIndex: number; limit: number }): Promise<EntryEvent[]>;

  organisations(): Promise<IndexedOrganisation[]>;
  rolesOf(parameters: { roles?: readonly Hex[]; account?: Address }): Promise<IndexedRole[]>;
  /** A key by its epoch, or the newest. */
  key(parameters: { account: Address; epoch?: number }): Promise<IndexedKey | undefined>;
  /** The newest key of each account that has one, without the key itself. */
  keyHashes(accounts: readonly Address[]): Promise<Map<Address, { epoch: number; keyHash: Hex }>>;
};
