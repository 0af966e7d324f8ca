import type { QueryClient } from "@tanstack/react-query";
import type { Address, Hex } from "viem";
import {
  type CustomerSummary,
  foreignSummary,
  isOwn,
  type Listed,
  summaryOf,
  versionOf,
} from "#app/model/customers/customer-summary.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { OpenBatch } from "#client/read/open-batch.ts";
import { readCustomers } from "#client/read/read-customers.ts";
import type { Registry } from "#client/registry/registry.ts";
import { chunk } from "#client/service/chunk.ts";
import { listCustomers } from "#client/service/customers.ts";
import type { Service } from "#client/service/service.ts";
import type { Customer, CustomersResponse } from "#protocol/api/customers.ts";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { queryKeys } from "./keys.ts";

export type CustomerList = {
  customers: readonly CustomerSummary[];
  /** How many the service's index names; more than `customers` while they are being opened. */
  total: number;
};

/** The customers that were listed already; none before the list was opened. */
export function listedCustomers(parameters: {
  queryClient: QueryClient;
  organisation: Address;
}): readonly CustomerSummary[] {
  const { queryClient, organisation } = parameters;
  return queryClient.getQueryData<CustomerList>(queryKeys.customers(organisation))?.customers ?? [];
}

/** Customers opened at once; after each part the list shows what is there. */
const PART = 40;

/**
 * Every customer that the index names, with the newest profile of those that the member's organisation stewards, or has shared
 * with it. A customer whose head and sharing have not changed since the last time is not read again.
 */
export const customersQuery = (parameters: {
  registry: Registry;
  service: Service;
  keyring: Keyring;
  confirmations: number;
  queryClient: QueryClient;
  openBatch: OpenBatch;
}) => {
  const { registry, service, keyring, confirmations, queryClient, openBatch } = parameters;
  const queryKey = queryKeys.customers(keyring.organisation);
  return {
    queryKey,
    staleTime: 30_000,
    structuralSharing: false,
    queryFn: async (): Promise<CustomerList> => {
      const [indexed, shared] = await Promise.all([
        listAll({ service }),
        listAll({ service, grantee: keyring.organisation }),
      ]);
      const scopes = new Map(shared.map((item) => [item.customer, item.scopes ?? []]));
      const listed = indexed.map((item) => ({ ...item, scopes: scopes.get(item.customer) ?? [] }));
      const before = queryClient.getQueryData<CustomerList>(queryKey);
      const known = new Map(before?.customers.map((summary) => [versionOf(summary), summary]));
      const summaries = new Map<Hex, CustomerSummary>();
      const unread: Listed[] = [];
      for (const item of listed) {
        const same = known.get(versionOf(item));
        if (same?.settled) summaries.set(item.customer, same);
        else if (item.scopes.length > 0 || isOwn({ item, organisation: keyring.organisation })) unread.push(item);
        else summaries.set(item.customer, foreignSummary(item));
      }
      const inOrder = () => listed.flatMap(({ customer }) => summaries.get(customer) ?? []);
      for (const part of chunk({ items: unread, size: PART })) {
        const ids = part.map(({ customer }) => customer);
        const wants = ({ entry, entries }: Parameters<Wants>[0]) =>
          entry === entries.findLast(({ body }) => body.kind === KINDS.profile);
        const read = await readCustomers({
          registry,
          service,
          keyring,
          confirmations,
          customers: ids,
          wants,
          openBatch,
        });
        for (const [index, customer] of read.entries()) {
          const item = part[index];
          if (item !== undefined) summaries.set(customer.customer, summaryOf({ customer, item }));
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

async function listAll({ service, grantee }: { service: Service; grantee?: Address }): Promise<Customer[]> {
  const items: Customer[] = [];
  let after: Hex | null = null;
  do {
    const page: CustomersResponse = await listCustomers({
      service,
      limit: API_LIMITS.pageSize,
      ...(grantee === undefined ? {} : { grantee }),
      ...(after === null ? {} : { after }),
    });
    items.push(...page.items);
    after = page.next;
  } while (after !== null);
  return items;
}
