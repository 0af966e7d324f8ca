import type { Address, Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { askChain } from "./ask-chain.ts";
import type { Registry } from "./registry.ts";

export type HasGrantParameters = {
  registry: Registry;
  steward: Address;
  customer: Hex;
  grantee: Address;
  scope: number;
};

/** Whether a grant of the steward's covers the customer and the scope (0: all kinds) now. Throws `ChainUnavailable`. */
export async function hasGrant(parameters: HasGrantParameters): Promise<boolean> {
  const { registry, steward, customer, grantee, scope } = parameters;
  return askChain(() =>
    registry.client.readContract({
      address: registry.address,
      abi: kontorRegistryAbi,
      functionName: "hasGrant",
      args: [steward, customer, grantee, scope],
    }),
  );
}
