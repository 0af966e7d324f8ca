import type { QueryClient } from "@tanstack/react-query";
import type { Kontor } from "#app/runtime/kontor.ts";
import { requireWallet } from "#app/runtime/require-wallet.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { getSession, signIn, signOut } from "#client/service/sessions.ts";
import { lockEverywhere } from "./forget-member.ts";
import { queryKeys } from "./keys.ts";

/** Whom the service takes this browser for; null when signed out. */
export const sessionQuery = ({ service }: { service: Service }) => ({
  queryKey: queryKeys.session,
  queryFn: () => getSession({ service }),
  staleTime: 60_000,
});

/** Opens a cookie session for the connected wallet. */
export const signInMutation = (parameters: {
  service: Service;
  registry: Registry;
  wallet: Wallet | undefined;
  queryClient: QueryClient;
}) => ({
  mutationFn: async () => {
    const { service, registry, queryClient } = parameters;
    const wallet = requireWallet(parameters.wallet);
    await signIn({ service, wallet, chainId: registry.chainId, transport: "cookie" });
    await queryClient.invalidateQueries({ queryKey: queryKeys.session });
  },
});

/** Ends the session. The opened key and every decrypted record are forgotten first, whatever the service answers. */
export const signOutMutation = ({ kontor, queryClient }: { kontor: Kontor; queryClient: QueryClient }) => ({
  mutationFn: async () => {
    lockEverywhere({ kontor, queryClient });
    await signOut({ service: kontor.service });
  },
  onSettled: () => {
    // The other pages lock at the first word, and may ask for the session while the service still ends it: at this one they ask again.
    kontor.lockSignal.announce();
    return queryClient.invalidateQueries({ queryKey: queryKeys.session });
  },
});
