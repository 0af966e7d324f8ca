import { custom, http } from "viem";
import { type Config, createConfig, createStorage } from "wagmi";
import type { RegistryResponse } from "#protocol/api/registry.ts";
import { describeChain } from "./chain.ts";
import { developmentWallet } from "./development-wallet.ts";
import type { DevelopmentWallet } from "./development-wallets.ts";

/**
 * One chain, every wallet that announces itself (EIP-6963), and on a local chain the development wallets. Without an
 * RPC URL from the service the chain is read through the person's own wallet.
 */
export function createWagmiConfig(parameters: {
  registry: RegistryResponse;
  developmentWallets: readonly DevelopmentWallet[];
}): Config {
  const { registry, developmentWallets } = parameters;
  const { chainId, rpcUrl } = registry;
  const chain = describeChain({ chainId, rpcUrl });
  return createConfig({
    chains: [chain],
    multiInjectedProviderDiscovery: true,
    connectors: rpcUrl === null ? [] : developmentWallets.map((wallet) => developmentWallet({ ...wallet, rpcUrl })),
    transports: { [chainId]: rpcUrl === null ? custom(injectedProvider()) : http(rpcUrl, { retryCount: 1 }) },
    // A local chain has a block at once; others take seconds.
    pollingInterval: registry.development ? 250 : 4_000,
    storage: createStorage({ key: "kontor.wagmi", storage: localStorage }),
    // Wallets may be on any chain: the pages say so and offer to switch, instead of following them there.
    syncConnectedChain: false,
  });
}

type Requester = { request: (request: { method: string; params?: unknown }) => Promise<unknown> };

/** The wallet that the browser offers, looked up at each request: it may arrive after the page. */
function injectedProvider(): Requester {
  return {
    request(request) {
      const provider = (window as { ethereum?: Requester }).ethereum;
      if (provider === undefined) return Promise.reject(new Error("No wallet offers a way to the chain."));
      return provider.request(request);
    },
  };
}
