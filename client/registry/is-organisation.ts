import type { Address } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { askChain } from "./ask-chain.ts";
import type { Registry } from "./registry.ts";

/** Whether the account is a registered organisation that is not suspended. Throws `ChainUnavailable`. */
export async function isOrganisation(parameters: { registry: Registry; organisation: Address }): Promise<boolean> {
  const { registry, organisation } = parameters;
  return askChain(() =>
    registry.client.readContract({
      address: registry.address,
      abi: kontorRegistryAbi,
      functionName: "isOrganisation",
      args: [organisation],
    }),
  );
}
