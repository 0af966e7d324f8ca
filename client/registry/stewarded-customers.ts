import type { Address, Hex } from "viem";
import { KINDS } from "#protocol/chain/kinds.ts";
import { entriesOf } from "./entries-of.ts";
import type { Registry } from "./registry.ts";

/** A customer of a steward, and the steward's key epochs that its entries were written under. */
export type StewardedCustomer = { customer: Hex; epochs: number[] };

export type StewardedCustomersParameters = {
  registry: Registry;
  steward: Address;
  /** Only these; all by default. */
  customers?: readonly Hex[] | undefined;
};

/**
 * The customers that somebody stewards now and that are not erased, in the order of their ids, from the chain's events. No service
 * is asked, so none can leave one out. Throws `ChainUnavailable`.
 */
export async function stewardedCustomers(parameters: StewardedCustomersParameters): Promise<StewardedCustomer[]> {
  const { registry, steward, customers } = parameters;
  const entries =
    customers?.length === 1
      ? await entriesOf({ registry, customer: customers[0] as Hex })
      : await entriesOf({ registry });
  const wanted = customers === undefined ? null : new Set(customers.map((customer) => customer.toLowerCase()));
  const found = new Map<Hex, { steward: string; erased: boolean; epochs: Set<number> }>();
  for (const { entry } of entries) {
    const { customer } = entry.header;
    if (wanted !== null && !wanted.has(customer)) continue;
    const known = found.get(customer) ?? { steward: "", erased: false, epochs: new Set<number>() };
    known.steward = entry.header.steward.toLowerCase();
    known.erased = entry.body.kind === KINDS.erasure;
    if (known.steward === steward.toLowerCase() && !known.erased) known.epochs.add(entry.body.keyEpoch);
    found.set(customer, known);
  }
  return [...found]
    .filter(([, known]) => known.steward === steward.toLowerCase() && !known.erased)
    .map(([customer, { epochs }]) => ({ customer, epochs: [...epochs].sort((a, b) => a - b) }))
    .sort((a, b) => (a.customer < b.customer ? -1 : 1));
}

/** Those of the customers that have entries of the steward's key epoch. */
export function writtenIn(parameters: { customers: readonly StewardedCustomer[]; epoch: number }): ReadonlySet<Hex> {
  const { customers, epoch } = parameters;
  return new Set(customers.filter(({ epochs }) => epochs.includes(epoch)).map(({ customer }) => customer));
}
