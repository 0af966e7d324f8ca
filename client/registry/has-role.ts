import type { Address, Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { askChain } from "./ask-chain.ts";
import type { Registry } from "./registry.ts";

export type HasRoleParameters = { registry: Registry; role: Hex; account: Address };

/** Whether the account has the role now (an ended role does not count). Throws `ChainUnavailable`. */
export async function hasRole({ registry, role, account }: HasRoleParameters): Promise<boolean> {
  return askChain(() =>
    registry.client.readContract({
      address: registry.address,
      abi: kontorRegistryAbi,
      functionName: "hasRole",
      args: [role, account],
    }),
  );
}
