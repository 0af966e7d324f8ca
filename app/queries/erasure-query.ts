import type { Hex } from "viem";
import { checkErasure, type ErasureReport } from "#client/read/check-erasure.ts";
import type { Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

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
