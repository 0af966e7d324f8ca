import type { QueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { requireWallet } from "#app/runtime/require-wallet.ts";
import { foundOrganisationKey } from "#client/keys/found-organisation-key.ts";
import type { Identity } from "#client/keys/identity.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { keyHistory } from "#client/registry/key-history.ts";
import { keyOf } from "#client/registry/key-of.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";
import { refreshAfter } from "./refresh-after.ts";

/** An account's published key: epoch 0 while it has none. Asked of the chain, never of the service. */
export const directoryKeyQuery = ({ registry, account }: { registry: Registry; account: Address }) => ({
  queryKey: queryKeys.directoryKey(account),
  queryFn: () => keyOf({ registry, account }),
  staleTime: 10_000,
});

/** Every key that an account has published. */
export const keyHistoryQuery = ({ registry, account }: { registry: Registry; account: Address }) => ({
  queryKey: queryKeys.keyHistory(account),
  queryFn: () => keyHistory({ registry, account }),
  staleTime: 10_000,
  structuralSharing: false,
});

/** While a keeper has yet to act, how often to look again, beside the events that tell of it (milliseconds). */
const WAITING_INTERVAL = 5_000;

/** The organisation's keys that were sealed to the member. Held in memory; dropped when the member locks. */
export const keyringQuery = (parameters: {
  registry: Registry;
  service: Service;
  organisation: Address;
  identity: Identity;
}) => ({
  queryKey: queryKeys.organisationSecrets(parameters.organisation, parameters.identity.account),
  queryFn: () => openKeyring(parameters),
  staleTime: 60_000,
  structuralSharing: false,
  refetchInterval: (query: { state: { error: unknown } }) => (isWaiting(query.state.error) ? WAITING_INTERVAL : false),
});

/** Whether the only thing missing is what a keeper has to do. */
export function isWaiting(error: unknown): boolean {
  return isKontorError(error) && (error.code === "NotAdmitted" || error.code === "KeyNotFound");
}

/** The organisation's opened keys, where the member has unlocked them; undefined elsewhere. */
export function findKeyring(parameters: { queryClient: QueryClient; organisation: Address }): Keyring | undefined {
  const { queryClient, organisation } = parameters;
  const queryKey = queryKeys.organisationSecrets(organisation);
  const opened = queryClient.getQueriesData<Keyring>({ queryKey });
  return opened.map(([, keyring]) => keyring).find((keyring) => keyring !== undefined);
}

/** Makes and publishes the organisation's first key, sealed to its holders. */
export const foundKeyMutation = (parameters: {
  registry: Registry;
  service: Service;
  wallet: Wallet | undefined;
  organisation: Address;
  queryClient: QueryClient;
}) => ({
  mutationFn: async (holders: readonly Address[]) => {
    const { registry, service, organisation, queryClient } = parameters;
    const wallet = requireWallet(parameters.wallet);
    await foundOrganisationKey({ registry, service, wallet, organisation, holders });
    await refreshAfter({ queryClient, change: "foundedKey" });
  },
});
