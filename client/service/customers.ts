import type { Address, Hex } from "viem";
import {
  type CustomersResponse,
  customersResponseSchema,
  entriesResponseSchema,
  type IndexedEntry,
} from "#protocol/api/customers.ts";
import { type Entry, hashEntry } from "#protocol/chain/entry.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type ListCustomersParameters = {
  service: Service;
  steward?: Address;
  /** Only those that are shared with it now; each then says in which scopes. */
  grantee?: Address;
  /** The `next` of the page before. */
  after?: Hex;
  limit?: number;
};

/** One page of customers, ordered by id, from the service's index. Public. */
export async function listCustomers({ service, ...query }: ListCustomersParameters): Promise<CustomersResponse> {
  return requestJson({ service, path: "/api/customers", query, schema: customersResponseSchema });
}

/** An entry as the service's index shows it: a claim, until it is linked to a stored head. */
export type ServedEntry = Pick<
  IndexedEntry,
  "blockNumber" | "blockHash" | "transactionHash" | "timestamp" | "confirmed"
> & {
  entry: Entry;
  /** The hash of the entry, computed here. */
  head: Hex;
};

/** Entries of one customer that are believed to be there: a service that shows more is not read to its end. */
const MAX_ENTRIES = 200_000;

/**
 * A customer's entries, oldest first, page by page; empty for a customer that the service does not know. Public. Throws
 * `UnexpectedAnswer` for pages that lead nowhere, and for more entries than anybody writes.
 */
export async function getEntries({ service, customer }: { service: Service; customer: Hex }): Promise<ServedEntry[]> {
  const path = `/api/customers/${customer}/entries`;
  const served: ServedEntry[] = [];
  let after: number | undefined;
  for (;;) {
    const { entries, next } = await requestJson({ service, path, query: { after }, schema: entriesResponseSchema });
    served.push(...entries.map((indexed) => servedEntryOf({ customer, indexed })));
    if (next === null) return served;
    if (next <= (after ?? 0) || entries.length === 0 || served.length > MAX_ENTRIES) throw endless(customer);
    after = next;
  }
}

function endless(customer: Hex): KontorError {
  return new KontorError({
    code: "UnexpectedAnswer",
    message: "The service's pages of a customer's entries do not come to an end.",
    details: { customer },
  });
}

function servedEntryOf({ customer, indexed }: { customer: Hex; indexed: IndexedEntry }): ServedEntry {
  const { sequence, steward, previous, author, kind, keyEpoch, commitment, payloadDigest, ...where } = indexed;
  const entry: Entry = {
    header: { customer, sequence: BigInt(sequence), steward },
    body: { previous, author, kind, keyEpoch, commitment, payloadDigest },
  };
  return { entry, head: hashEntry(entry), ...where };
}
