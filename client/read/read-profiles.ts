import type { Hex } from "viem";
import { KINDS } from "#protocol/chain/kinds.ts";
import { type ReadCustomersParameters, readCustomers } from "./read-customers.ts";
import type { ReadCustomer, ReadEntry } from "./read-entry.ts";

/** A customer in a list: who it is, by its newest profile. */
export type ReadProfile = {
  customer: Hex;
  head: Hex | null;
  /** Whether the profile's entry is linked to the stored head and its payload is the chain's; other payloads are not read. */
  profile: ReadEntry | null;
  /** Entries that the stored head leads back to. */
  length: number;
};

/** Reads the newest profile of many customers: enough for a list, a fraction of the work of reading them whole. */
export async function readProfiles(parameters: Omit<ReadCustomersParameters, "wants">): Promise<ReadProfile[]> {
  const customers = await readCustomers({
    ...parameters,
    wants: ({ entry, entries }) => entry === entries.findLast(({ body }) => body.kind === KINDS.profile),
  });
  return customers.map(profileOf);
}

function profileOf({ customer, head, entries }: ReadCustomer): ReadProfile {
  const linked = entries.filter(({ entry }) => entry !== null);
  const profile = linked.findLast(({ entry }) => entry?.body.kind === KINDS.profile) ?? null;
  return { customer, head, profile, length: linked.length };
}
