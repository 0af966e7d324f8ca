import { createPublicClient, getContract, http, keccak256 } from "viem";
import { describe, expect, test } from "vitest";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { kontorRegistryCodeHash } from "#generated/kontor-registry-bytecode.ts";
import { deployRegistry, developmentAccount, hasAnvil, startChain } from "./chain.ts";

describe("startChain, deployRegistry", () => {
  const clients = hasAnvil() ? (["hardhat", "anvil"] as const) : (["hardhat"] as const);

  test.each(clients)("behavior: on %s the deployed code has the pinned hash", async (client) => {
    const chain = await startChain({ client });
    try {
      const { registry, block } = await deployRegistry({ rpcUrl: chain.rpcUrl });
      const publicClient = createPublicClient({ transport: http(chain.rpcUrl) });
      const code = await publicClient.getCode({ address: registry });
      expect(block).toBe(1n);
      expect(keccak256(code ?? "0x")).toBe(kontorRegistryCodeHash);
      const contract = getContract({ address: registry, abi: kontorRegistryAbi, client: publicClient });
      expect(await contract.read.defaultAdmin()).toBe(developmentAccount(0).address);
    } finally {
      await chain.stop();
    }
  });
});
