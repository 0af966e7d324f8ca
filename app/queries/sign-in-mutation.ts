import type { QueryClient } from "@tanstack/react-query";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { signIn } from "#client/service/sessions.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";

/** Opens a cookie session for the connected wallet. */
export const signInMutation = (parameters: {
  service: Service;
  registry: Registry;
  wallet: Wallet | undefined;
  queryClient: QueryClient;
}) => ({
  mutationFn: async () => {
    const { service, registry, wallet, queryClient } = parameters;
    if (wallet === undefined) throw new KontorError({ code: "InvalidArgument", message: "No wallet is connected." });
    await signIn({ service, wallet, chainId: registry.chainId, transport: "cookie" });
    await queryClient.invalidateQueries({ queryKey: queryKeys.session });
  },
});
