import type { QueryClient } from "@tanstack/react-query";
import type { Address, Hex } from "viem";
import type { CustomerSummary } from "#app/features/customers/customer-summary.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import { readCustomers } from "#client/read/read-customers.ts";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import type { Registry } from "#client/registry/registry.ts";
import { chunk } from "#client/service/chunk.ts";
import { listCustomers } from "#client/service/list-customers.ts";
import type { Service } from "#client/service/service.ts";
import type { Customer } from "#protocol/api/customers.ts";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import type { Profile } from "#protocol/record/schemas/profile.ts";
import { queryKeys } from "./keys.ts";

export type CustomerList = {
  customers: readonly CustomerSummary[];
  /** How many the service's index names; more than `customers` while they are being opened. */
  total: number;
};

/** Customers opened at once; after each part the list shows what is there. */
const PART = 40;

/**
 * Every customer that the index names, with the newest profile of those that the member's organisation stewards. A customer
 * whose head has not moved since the last time is not read again.
 */
export const customersQuery = (parameters: {
  registry: Registry;
  service: Service;
  keyring: Keyring;
  confirmations: number;
  queryClient: QueryClient;
}) => {
  const { registry, service, keyring, confirmations, queryClient } = parameters;
  const queryKey = queryKeys.customers(keyring.organisation);
  return {
    queryKey,
    staleTime: 30_000,
    structuralSharing: false,
    queryFn: async (): Promise<CustomerList> => {
      const listed = await listAll(service);
      const before = queryClient.getQueryData<CustomerList>(queryKey);
      const known = new Map(before?.customers.map((summary) => [`${summary.customer} ${summary.head}`, summary]));
      const summaries = new Map<Hex, CustomerSummary>();
      const unread: Hex[] = [];
      for (const item of listed) {
        const same = known.get(`${item.customer} ${item.head}`);
        if (same?.settled) summaries.set(item.customer, same);
        else if (isOwn({ item, organisation: keyring.organisation })) unread.push(item.customer);
        else summaries.set(item.customer, foreignSummary(item));
      }
      const inOrder = () => listed.flatMap(({ customer }) => summaries.get(customer) ?? []);
      for (const part of chunk({ items: unread, size: PART })) {
        const wants = ({ entry, entries }: Parameters<Wants>[0]) =>
          entry === entries.findLast(({ body }) => body.kind === KINDS.profile);
        const read = await readCustomers({ registry, service, keyring, confirmations, customers: part, wants });
        for (const customer of read) {
          const summary = summaryOf({ customer, steward: keyring.organisation });
          summaries.set(customer.customer, summary);
        }
        if (before === undefined && summaries.size < listed.length) {
          queryClient.setQueryData<CustomerList>(queryKey, { customers: inOrder(), total: listed.length });
        }
      }
      return { customers: inOrder(), total: listed.length };
    },
  };
};

type Wants = NonNullable<Parameters<typeof readCustomers>[0]["wants"]>;

async function listAll(service: Service): Promise<Customer[]> {
  const items: Customer[] = [];
  let after: Hex | null = null;
  do {
    const page = await listCustomers({ service, limit: API_LIMITS.pageSize, ...(after === null ? {} : { after }) });
    items.push(...page.items);
    after = page.next;
  } while (after !== null);
  return items;
}

function isOwn({ item, organisation }: { item: Customer; organisation: Address }): boolean {
  return item.steward.toLowerCase() === organisation.toLowerCase();
}

function foreignSummary({ customer, steward, sequence, head }: Customer): CustomerSummary {
  return {
    ...{ customer, steward, head, entries: sequence, changedAt: null },
    ...{ verdict: null, profile: null, problem: null, settled: true },
  };
}

/** Settled: nothing about it can change while its head stays, so it need not be read again. */
function summaryOf({ customer: read, steward }: { customer: ReadCustomer; steward: Address }): CustomerSummary {
  const linked = read.entries.filter(({ entry }) => entry !== null);
  const newest = linked.findLast(({ entry }) => entry?.body.kind === KINDS.profile);
  const profile = newest?.record?.schema === "profile/1" ? (newest.record as Profile) : null;
  const verdict = newest?.verdict ?? "unknown";
  return {
    customer: read.customer,
    steward: linked.at(-1)?.entry?.header.steward ?? steward,
    head: read.head,
    entries: linked.length,
    changedAt: linked.at(-1)?.place?.timestamp ?? null,
    verdict,
    profile,
    problem: profile === null ? (newest?.refusal ?? newest?.reason ?? "NoProfile") : null,
    settled: profile !== null && (verdict === "current" || verdict === "superseded"),
  };
}
