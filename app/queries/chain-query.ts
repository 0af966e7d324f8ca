import { connectRegistry } from "#client/registry/connect-registry.ts";
import type { Registry } from "#client/registry/registry.ts";
import { queryKeys } from "./keys.ts";

/** Whether the chain answers, is the right one, and holds the registry. */
export const chainQuery = ({ registry }: { registry: Registry }) => ({
  queryKey: queryKeys.chain,
  queryFn: async () => {
    await connectRegistry(registry);
    return true;
  },
  staleTime: 60_000,
});
