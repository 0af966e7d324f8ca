import type { QueryClient } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { getPublicClient } from "wagmi/actions";
import { queryKeys } from "#app/queries/keys.ts";
import type { ChainClient, Registry } from "#client/registry/registry.ts";
import { connectService } from "#client/service/connect-service.ts";
import { getRegistryInfo } from "#client/service/get-registry-info.ts";
import type { Service } from "#client/service/service.ts";
import { indexedDbJournal } from "#client/write/indexed-db-journal.ts";
import type { Journal } from "#client/write/journal.ts";
import type { RegistryResponse } from "#protocol/api/registry.ts";
import { DEVELOPMENT_CHAIN_ID } from "./chain.ts";
import type { DevelopmentWallet } from "./development-wallets.ts";
import { createKeyHolder, type KeyHolder } from "./key-holder.ts";
import { loadDevelopmentWallets } from "./load-development-wallets.ts";
import { createViewStore, type ViewStore } from "./view-store.ts";
import { createWagmiConfig } from "./wagmi-config.ts";
import { createWrites, type Writes } from "./writes.ts";

/** All that the pages act through; made once, when the service has said which registry it serves. */
export type Kontor = {
  settings: RegistryResponse;
  service: Service;
  registry: Registry;
  wagmi: Config;
  keys: KeyHolder;
  journal: Journal;
  writes: Writes;
  view: ViewStore;
  developmentWallets: readonly DevelopmentWallet[];
};

/** Throws `ServiceUnavailable` and what else the service's client throws. The chain is not asked anything yet. */
export async function startKontor({ queryClient }: { queryClient: QueryClient }): Promise<Kontor> {
  const service = connectService();
  const settings = await getRegistryInfo({ service });
  const developmentWallets = isLocal(settings) ? await loadDevelopmentWallets() : [];
  const journal = indexedDbJournal();
  const wagmi = createWagmiConfig({ registry: settings, developmentWallets });
  return {
    settings,
    service,
    wagmi,
    developmentWallets,
    keys: createKeyHolder(),
    journal,
    view: createViewStore(),
    writes: createWrites({
      journal,
      onConfirmed: ({ appends }) => {
        void queryClient.invalidateQueries({ queryKey: ["customers"] });
        for (const { customer } of appends) {
          void queryClient.invalidateQueries({ queryKey: queryKeys.customer(customer) });
        }
      },
    }),
    registry: {
      chainId: settings.chainId,
      address: settings.registry,
      deploymentBlock: BigInt(settings.deploymentBlock),
      client: getPublicClient(wagmi) as ChainClient,
    },
  };
}

/** Wallets with keys that everybody knows are for a chain on this machine, whatever the service says of itself. */
function isLocal({ development, chainId }: RegistryResponse): boolean {
  return development && chainId === DEVELOPMENT_CHAIN_ID;
}
