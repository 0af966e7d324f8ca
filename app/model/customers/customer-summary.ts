import type { Address, Hex } from "viem";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import type { Customer } from "#protocol/api/customers.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { isProfile, type Profile } from "#protocol/record/schemas/profile.ts";
import type { Verdict } from "#protocol/verdict/verdict.ts";

/** A customer as a list shows it. */
export type CustomerSummary = {
  customer: Hex;
  steward: Address;
  /** Scopes of the grants under which it is shared with the member's organisation; empty where it is not. */
  scopes: readonly number[];
  /** The head that it was read at; null for one that the chain does not know. */
  head: Hex | null;
  /** Entries that the head leads back to. */
  entries: number;
  /** Of the newest entry, in seconds since 1970; null where it is not known. */
  changedAt: number | null;
  /** On the newest profile's entry; null where it was not judged, because the customer is another organisation's. */
  verdict: Verdict | null;
  /** The newest profile, opened and checked against the chain. */
  profile: Profile | null;
  /** Why there is none, as a code; null where there is one, or none was asked for. */
  problem: string | null;
  /** Whether reading it again at the same head would say the same. */
  settled: boolean;
};

/** As the index names it, and as it is shared with the member's organisation. */
export type Listed = Customer & { scopes: readonly number[] };

export function isOwn({ item, organisation }: { item: Pick<Customer, "steward">; organisation: Address }): boolean {
  return item.steward.toLowerCase() === organisation.toLowerCase();
}

/** Names what was read: changes whenever it has to be read again. */
export function versionOf({ customer, head, scopes }: Pick<CustomerSummary, "customer" | "head" | "scopes">): string {
  return [customer, head, ...scopes].join(" ");
}

export function foreignSummary({ customer, steward, sequence, head, scopes }: Listed): CustomerSummary {
  return {
    ...{ customer, steward, scopes, head, entries: sequence, changedAt: null },
    ...{ verdict: null, profile: null, problem: null, settled: true },
  };
}

/** Settled: nothing about it can change while its head stays, so it need not be read again. */
export function summaryOf({ customer: read, item }: { customer: ReadCustomer; item: Listed }): CustomerSummary {
  const linked = read.entries.filter(({ entry }) => entry !== null);
  const newest = linked.findLast(({ entry }) => entry?.body.kind === KINDS.profile);
  const profile = newest?.record != null && isProfile(newest.record) ? newest.record : null;
  const erased = read.verdict === "erased";
  const verdict = erased ? "erased" : (newest?.verdict ?? "unknown");
  return {
    customer: read.customer,
    steward: linked.at(-1)?.entry?.header.steward ?? item.steward,
    scopes: item.scopes,
    head: read.head,
    entries: linked.length,
    changedAt: linked.at(-1)?.place?.timestamp ?? null,
    verdict,
    profile,
    problem: profile === null && !erased ? (newest?.refusal ?? newest?.reason ?? "NoProfile") : null,
    settled: erased || (profile !== null && verdict === "proven"),
  };
}
