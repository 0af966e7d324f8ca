import type { Hex } from "viem";
import type { Identity } from "#client/keys/identity.ts";
import { readCustomer } from "#client/read/read-customer.ts";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import type { Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

/** While the steward has yet to hand over the keys, or something is not confirmed, how often to look again (milliseconds). */
const INTERVAL = 4_000;

/** One customer as its own wallet reads it. */
export const mineCustomerQuery = (parameters: {
  registry: Registry;
  service: Service;
  identity: Identity;
  confirmations: number;
  customer: Hex;
  enabled: boolean;
}) => {
  const { enabled, ...reading } = parameters;
  return {
    queryKey: queryKeys.mineCustomer({ account: parameters.identity.account, customer: parameters.customer }),
    queryFn: () => readCustomer(reading),
    enabled,
    staleTime: 10_000,
    structuralSharing: false,
    refetchInterval: (query: { state: { data: ReadCustomer | undefined } }) =>
      query.state.data !== undefined && isUnfinished(query.state.data) ? INTERVAL : false,
  };
};

function isUnfinished({ verdict, entries }: ReadCustomer): boolean {
  if (verdict === "erased") return false;
  const waits = entries.some(({ refusal }) => refusal === "NoOpening");
  return waits || verdict === "pending" || verdict === "unavailable";
}
