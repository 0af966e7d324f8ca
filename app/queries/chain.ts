import type { QueryClient } from "@tanstack/react-query";
import { requireWallet } from "#app/runtime/require-wallet.ts";
import { blockTime } from "#client/registry/block-time.ts";
import { connectRegistry } from "#client/registry/connect-registry.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import { awaitIndex } from "#client/service/registry.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";
import { refreshAfter } from "./refresh-after.ts";

/** Whether the chain answers, is the right one, and holds the registry. */
export const chainQuery = ({ registry }: { registry: Registry }) => ({
  queryKey: queryKeys.chain,
  queryFn: async () => {
    await connectRegistry(registry);
    return true;
  },
  staleTime: 60_000,
});

/** One transaction of the connected wallet; answers once the service's index has it, and what shows it is asked for anew. */
export const chainActMutation = <Input>(parameters: {
  registry: Registry;
  service: Service;
  wallet: Wallet | undefined;
  queryClient: QueryClient;
  act: (parameters: { registry: Registry; service: Service; wallet: Wallet; input: Input }) => Promise<unknown>;
}) => ({
  mutationFn: async (input: Input) => {
    const { registry, service, queryClient, act } = parameters;
    const wallet = requireWallet(parameters.wallet);
    await act({ registry, service, wallet, input });
    await awaitIndex({ service, blockNumber: (await blockTime({ registry })).number });
    await refreshAfter({ queryClient, change: "act" });
  },
});
