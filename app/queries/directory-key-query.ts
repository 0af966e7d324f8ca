import type { Address } from "viem";
import { keyOf } from "#client/registry/key-of.ts";
import type { Registry } from "#client/registry/registry.ts";
import { queryKeys } from "./keys.ts";

/** An account's published key: epoch 0 while it has none. Asked of the chain, never of the service. */
export const directoryKeyQuery = ({ registry, account }: { registry: Registry; account: Address }) => ({
  queryKey: queryKeys.directoryKey(account),
  queryFn: () => keyOf({ registry, account }),
  staleTime: 10_000,
});
