import type { Hex } from "viem";
import type { Keyring } from "#client/keys/keyring.ts";
import { checkErasure, type ErasureReport } from "#client/read/check-erasure.ts";
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

/** Until the service says that it has destroyed everything, how often to look again (milliseconds). */
const INTERVAL = 3_000;

/** The receipt of an erasure, checked against the chain. */
export const erasureQuery = (parameters: { registry: Registry; service: Service; customer: Hex }) => ({
  queryKey: queryKeys.erasure(parameters.customer),
  queryFn: () => checkErasure(parameters),
  staleTime: 10_000,
  structuralSharing: false,
  refetchInterval: (query: { state: { data: ErasureReport | undefined } }) =>
    query.state.data?.erased && !query.state.data.holds ? INTERVAL : false,
});
