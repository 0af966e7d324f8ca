import type { Address } from "viem";
import { storedLocks } from "#client/keys/stored-locks.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

/** The ways into the account's stored key. */
export const storedLocksQuery = ({ service, account }: { service: Service; account: Address }) => ({
  queryKey: [...queryKeys.identity(account), "locks"] as const,
  queryFn: () => storedLocks({ service }),
  staleTime: 30_000,
});
