import type { Address, Hex } from "viem";
import type { SealedLocally } from "../drafts/local-seal.ts";

/** One entry of a write as the journal keeps it: public values and ciphertext, nothing that opens it. */
export type JournaledAppend = {
  customer: Hex;
  /** Of the entry to be written; decimal, for JSON has no bigint. */
  sequence: string;
  steward: Address;
  /** With the header above less one in sequence: the predecessor that the contract checks. */
  predecessor: { steward: Address; bodyHash: Hex };
  kind: number;
  keyEpoch: number;
  commitment: Hex;
  payloadDigest: Hex;
  /** The entry's hash: how the write finds itself on chain. */
  head: Hex;
  /** The sealed envelope, base64. */
  envelope: string;
};

/** A transaction that carries the write. `raw` only where this process signed it. */
export type CarryingTransaction = {
  hash: Hex;
  nonce: number | null;
  raw: Hex | null;
  /** The newest block when it was signed or sent; decimal. */
  sentAt: string;
};

/** Where on chain the write is. */
export type Inclusion = { transactionHash: Hex; blockNumber: string; blockHash: Hex };

/**
 * The states of a write.
 *
 *   drafted → prepared → stored → signed | asked → submitted → confirmed
 *
 * `drafted`: the journal has what is to be written, and nothing else has happened.
 * `signed`: a local key signed, the raw transaction is journaled, it may or may not have left.
 * `asked`: an injected wallet was asked to send; whether it did, only the chain can tell.
 * What can come instead of `confirmed`:
 * `replaced`  another transaction took the nonce and did not write the entries (the owner cancelled, or another process);
 * `dropped`   the chain's nodes no longer know the transaction, and its nonce is free;
 * `reverted`  it was refused: on chain, before it was sent, or before it was encrypted. With `rebase` the content fits again on
 *             top of what is newest: what only adds goes there by itself, a few times (then the code is `CustomerBusy`);
 * `conflict`  it edits a profile that somebody else has edited meanwhile, in the same places; `resolveWrite` decides them;
 * `reorged`   it was in a block that is no longer part of the chain.
 */
export type WriteState =
  | { step: "drafted" }
  | { step: "prepared" }
  | { step: "stored" }
  | { step: "signed"; transaction: CarryingTransaction }
  | { step: "asked" }
  | { step: "submitted"; transaction: CarryingTransaction; inclusion: Inclusion | null }
  | { step: "confirmed"; inclusion: Inclusion }
  | { step: "replaced"; transaction: CarryingTransaction }
  | { step: "dropped"; transaction: CarryingTransaction }
  | { step: "reverted"; code: string; message: string; remedy: "rebase" | "resubmit" | "none"; stale: StaleCustomer[] }
  | { step: "conflict"; customers: ConflictingEdit[]; sealed: SealedLocally }
  | { step: "reorged"; inclusion: Inclusion };

/** Whose newer profile an edit conflicts with; the values in conflict are sealed, `conflictsOf` opens them. */
export type ConflictingEdit = {
  customer: Hex;
  /** Of the newer profile's entry. */
  head: Hex;
  author: Address;
};

/** A customer whose stored head is not the one that the write follows. */
export type StaleCustomer = { customer: Hex; expected: Hex | null; stored: Hex | null };

export type WriteStep = WriteState["step"];

/** A write as the journal keeps it: 1 to many entries in one transaction, all or none. JSON-safe, no plaintext. */
export type Write = {
  version: 2;
  /** The caller's name for it: the same id never writes twice. */
  id: string;
  chainId: number;
  registry: Address;
  organisation: Address;
  author: Address;
  /** Blocks that have to hold it before it counts as confirmed; 1 is its own block. */
  confirmations: number;
  /** Of each draft, in order. */
  customers: Hex[];
  /** The content, under the author's key: what it takes to write it on top of another entry. Null in what is kept of a confirmed one. */
  drafts: SealedLocally | null;
  /** In the order of the drafts; none before `prepared`. */
  appends: JournaledAppend[];
  /** How often it was sealed again by itself. */
  rebases: number;
  /** The last entry of each earlier attempt, by its hash: a reorganisation could still bring one back. */
  earlier: Hex[];
  state: WriteState;
  /** Every state it was in, in order. */
  history: WriteStep[];
};

/** States that only the caller can lead out of: `resubmitWrite`, `rebaseWrite` or `resolveWrite`. */
export const STOPPED_STEPS: readonly WriteStep[] = ["replaced", "dropped", "reverted", "conflict", "reorged"];
