import type { Hex } from "viem";
import { accessHistory } from "#client/access/access-history.ts";
import { blockTime } from "#client/registry/block-time.ts";
import type { Registry } from "#client/registry/registry.ts";
import { getAccess } from "#client/service/access.ts";
import type { Service } from "#client/service/service.ts";
import type { HistoryEvent } from "#protocol/access/history-event.ts";
import type { AccessResponse } from "#protocol/api/access.ts";
import { queryKeys } from "./keys.ts";

/** The chain's own account of who could read a customer, up to its newest block. */
export type AccessHistory = { events: HistoryEvent[]; newest: { number: bigint; timestamp: bigint } };

/** Fetched once, and answered from for every moment that is asked about. */
export const accessHistoryQuery = ({ registry, customer }: { registry: Registry; customer: Hex }) => ({
  queryKey: queryKeys.access(customer),
  queryFn: async (): Promise<AccessHistory> => {
    const newest = await blockTime({ registry });
    return { newest, events: await accessHistory({ registry, customer, toBlock: newest.number }) };
  },
  staleTime: 10_000,
  structuralSharing: false,
});

/** A customer's subject, countersignatures and requests, from the service's index; null where it does not know the customer. */
export const customerAccessQuery = ({ service, customer }: { service: Service; customer: Hex }) => ({
  queryKey: queryKeys.subject(customer),
  queryFn: (): Promise<AccessResponse | null> => getAccess({ service, customer }),
  staleTime: 10_000,
});
