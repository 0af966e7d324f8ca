import type { Address } from "viem";
import { keyHistory } from "#client/registry/key-history.ts";
import type { Registry } from "#client/registry/registry.ts";
import { queryKeys } from "./keys.ts";

/** Every key that an account has published. */
export const keyHistoryQuery = ({ registry, account }: { registry: Registry; account: Address }) => ({
  queryKey: queryKeys.keyHistory(account),
  queryFn: () => keyHistory({ registry, account }),
  staleTime: 10_000,
  structuralSharing: false,
});
