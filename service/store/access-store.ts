import type { Address, Hex } from "viem";
import type { CustomerHead } from "./index-store.ts";

/** Where and when something happened; `timestamp` in seconds since 1970. */
export type EventTime = { blockNumber: number; logIndex: number; transactionHash: Hex; timestamp: number };

export type IndexedGrant = {
  role: Hex;
  steward: Address;
  /** Zero: all of the steward's. */
  customer: Hex;
  grantee: Address;
  scope: number;
  /** Seconds since 1970; null without an end. */
  until: number | null;
  granted: EventTime;
};

/** `ended`: the first event after it that took it away or put another in its place. */
export type PastGrant = IndexedGrant & { ended: EventTime | null };

export type IndexedSubjectChange = { change: "named" | "accepted" | "left"; subject: Address; at: EventTime };

export type CustomerSubjectState = { subject: Address; state: "named" | "accepted" };

/** A page: ordered by customer id, those after `after`. */
export type CustomerPage = { after?: Hex; limit: number };

/**
 * What the index knows of grants and subjects. Part of the chain index: made of events alone, and set back with it. `now` is
 * in seconds since 1970.
 */
export type AccessStore = {
  /**
   * Grants that no later event has ended, and their time has not, in chain order. Without a limit only for lists of customers.
   * @param parameters.customers exactly these, zero among them where grants for all are meant
   */
  heldGrants(parameters: {
    grantee?: Address;
    stewards?: readonly Address[];
    customers?: readonly Hex[];
    after?: { blockNumber: number; logIndex: number };
    limit?: number;
    now: number;
  }): Promise<IndexedGrant[]>;
  /** Every grant that these stewards ever gave for the customer or for all of theirs, in chain order. */
  grantHistory(parameters: { customer: Hex; stewards: readonly Address[] }): Promise<PastGrant[]>;
  /** Customers whose steward lets the grantee read them, one by one or with all others; and the scopes. */
  sharedCustomers(
    parameters: CustomerPage & { grantee: Address; steward?: Address; now: number },
  ): Promise<(CustomerHead & { scopes: number[] })[]>;
  /** Of those that have or are about to have one. */
  subjects(customers: readonly Hex[]): Promise<Map<Hex, CustomerSubjectState>>;
  customersOfSubject(
    parameters: CustomerPage & { account: Address },
  ): Promise<(CustomerHead & { state: CustomerSubjectState["state"] })[]>;
  /** In chain order, as all below. */
  subjectChanges(customer: Hex): Promise<IndexedSubjectChange[]>;
  /** The first by each subject of each of the customer's entries. */
  countersignatures(customer: Hex): Promise<{ sequence: number; head: Hex; subject: Address; at: EventTime }[]>;
  /** The first by each subject. */
  erasureRequests(customer: Hex): Promise<{ subject: Address; at: EventTime }[]>;
};
