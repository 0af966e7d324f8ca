import type { Hex } from "viem";
import type { Keyring } from "#client/keys/keyring.ts";
import { readCustomer } from "#client/read/read-customer.ts";
import type { Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

/** One customer with every entry, judged against the chain and opened where the member's organisation can. */
export const customerQuery = (parameters: {
  registry: Registry;
  service: Service;
  keyring: Keyring;
  confirmations: number;
  customer: Hex;
}) => ({
  queryKey: queryKeys.customer(parameters.customer),
  queryFn: () => readCustomer(parameters),
  staleTime: 10_000,
  structuralSharing: false,
  // While something is not confirmed or not available, look again.
  refetchInterval: (query: { state: { data: { verdict: string } | undefined } }) =>
    query.state.data?.verdict === "pending" || query.state.data?.verdict === "unavailable" ? 5_000 : false,
});
