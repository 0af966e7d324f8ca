import type { Config } from "wagmi";
import { getPublicClient } from "wagmi/actions";
import type { ChainClient, Registry } from "#client/registry/registry.ts";
import { connectService } from "#client/service/connect-service.ts";
import { getRegistryInfo } from "#client/service/get-registry-info.ts";
import type { Service } from "#client/service/service.ts";
import type { RegistryResponse } from "#protocol/api/registry.ts";
import type { DevelopmentWallet } from "./development-wallets.ts";
import { createKeyHolder, type KeyHolder } from "./key-holder.ts";
import { loadDevelopmentWallets } from "./load-development-wallets.ts";
import { createWagmiConfig } from "./wagmi-config.ts";

/** All that the pages act through; made once, when the service has said which registry it serves. */
export type Kontor = {
  settings: RegistryResponse;
  service: Service;
  registry: Registry;
  wagmi: Config;
  keys: KeyHolder;
  developmentWallets: readonly DevelopmentWallet[];
};

/** Throws `ServiceUnavailable` and what else the service's client throws. The chain is not asked anything yet. */
export async function startKontor(): Promise<Kontor> {
  const service = connectService();
  const settings = await getRegistryInfo({ service });
  const developmentWallets = settings.development ? await loadDevelopmentWallets() : [];
  const wagmi = createWagmiConfig({ registry: settings, developmentWallets });
  return {
    settings,
    service,
    wagmi,
    developmentWallets,
    keys: createKeyHolder(),
    registry: {
      chainId: settings.chainId,
      address: settings.registry,
      deploymentBlock: BigInt(settings.deploymentBlock),
      client: getPublicClient(wagmi) as ChainClient,
    },
  };
}
