import { createPublicClient, createWalletClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { connectRegistry } from "#client/registry/connect-registry.ts";
import type { ChainClient, Registry } from "#client/registry/registry.ts";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { kontorRegistryBytecode } from "#generated/kontor-registry-bytecode.ts";
import { DEMO_WALLETS, DEVELOPMENT_CHAIN_ID } from "../../demo/wallets.ts";

const POLLING_INTERVAL = 100;

/** Deploys a registry on a local chain, with the first development account as its council and no delay. */
export async function deployLocally({ rpcUrl }: { rpcUrl: string }): Promise<Registry> {
  const council = DEMO_WALLETS.find(({ part }) => part === "council");
  if (council === undefined) throw new Error("The demo has no council.");
  const transport = http(rpcUrl);
  const client = createPublicClient({ transport, pollingInterval: POLLING_INTERVAL, cacheTime: 0 }) as ChainClient;
  const wallet = createWalletClient({ account: privateKeyToAccount(council.privateKey), transport });
  const hash = await wallet.deployContract({
    abi: kontorRegistryAbi,
    bytecode: kontorRegistryBytecode,
    args: [0, council.address],
    chain: null,
  });
  const { contractAddress, blockNumber } = await client.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("The deployment made no contract.");
  const chainId = DEVELOPMENT_CHAIN_ID;
  return connectRegistry({ client, address: contractAddress, chainId, deploymentBlock: blockNumber });
}
