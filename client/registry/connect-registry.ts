import type { Address } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { askChain } from "./ask-chain.ts";
import type { ChainClient, Registry } from "./registry.ts";

export type ConnectRegistryParameters = {
  client: ChainClient;
  address: Address;
  /** The chain that the caller means; the RPC has to be on it. */
  chainId: number;
  deploymentBlock?: bigint;
};

/**
 * Makes sure that the RPC answers, is on the expected chain, and has code at the registry's address.
 * Throws `ChainUnavailable`, `WrongChain`, `RegistryMissing`.
 */
export async function connectRegistry(parameters: ConnectRegistryParameters): Promise<Registry> {
  const { client, address, chainId, deploymentBlock = 0n } = parameters;
  const actual = await askChain(() => client.getChainId());
  if (actual !== chainId) {
    throw new KontorError({
      code: "WrongChain",
      message: `The RPC is on chain ${actual}, not on chain ${chainId}.`,
      hints: ["Point the RPC URL, or the wallet, at the registry's chain."],
      details: { expected: chainId, actual },
    });
  }
  const code = await askChain(() => client.getCode({ address }));
  if (code === undefined || code === "0x") {
    throw new KontorError({
      code: "RegistryMissing",
      message: `There is no contract at ${address} on chain ${chainId}.`,
      hints: ["Check the registry's address."],
      details: { registry: address, chainId },
    });
  }
  return { chainId, address: address.toLowerCase() as Address, deploymentBlock, client };
}
