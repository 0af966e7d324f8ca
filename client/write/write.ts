import type { Address, Hex } from "viem";

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
 *   prepared → stored → signed | asked → submitted → confirmed
 *
 * `signed`: a local key signed, the raw transaction is journaled, it may or may not have left.
 * `asked`: an injected wallet was asked to send; whether it did, only the chain can tell.
 * What can come instead of `confirmed`:
 * `replaced`  another transaction took the nonce and did not write the entries (the owner cancelled, or another process);
 * `dropped`   the chain's nodes no longer know the transaction, and its nonce is free;
 * `reverted`  the registry refused; with `rebase` a newer head is the reason and the content can be written on top of it;
 * `reorged`   it was in a block that is no longer part of the chain.
 */
export type WriteState =
  | { step: "prepared" }
  | { step: "stored" }
  | { step: "signed"; transaction: CarryingTransaction }
  | { step: "asked" }
  | { step: "submitted"; transaction: CarryingTransaction; inclusion: Inclusion | null }
  | { step: "confirmed"; inclusion: Inclusion }
  | { step: "replaced"; transaction: CarryingTransaction }
  | { step: "dropped"; transaction: CarryingTransaction }
  | { step: "reverted"; code: string; message: string; remedy: "rebase" | "resubmit" | "none"; stale: StaleCustomer[] }
  | { step: "reorged"; inclusion: Inclusion };

/** A customer whose stored head is not the one that the write follows. */
export type StaleCustomer = { customer: Hex; expected: Hex | null; stored: Hex | null };

export type WriteStep = WriteState["step"];

/** A write as the journal keeps it: 1 to many entries in one transaction, all or none. JSON-safe, no plaintext. */
export type Write = {
  version: 1;
  /** The caller's name for it: the same id never writes twice. */
  id: string;
  chainId: number;
  registry: Address;
  organisation: Address;
  author: Address;
  /** Blocks that have to hold it before it counts as confirmed; 1 is its own block. */
  confirmations: number;
  appends: JournaledAppend[];
  state: WriteState;
  /** Every state it was in, in order. */
  history: WriteStep[];
};

/** States that only the caller can lead out of: `resubmitWrite` or `rebaseWrite`. */
export const STOPPED_STEPS: readonly WriteStep[] = ["replaced", "dropped", "reverted", "reorged"];
