import { type Address, encodeFunctionData, type Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import type { Registry, Wallet } from "./registry.ts";
import { type Transacted, transact } from "./transact.ts";

export type RevokeRoleParameters = {
  registry: Registry;
  wallet: Wallet;
  role: Hex;
  account: Address;
};

/** Takes a role away. By the role's administrator. */
export async function revokeRole({ registry, wallet, ...parameters }: RevokeRoleParameters): Promise<Transacted> {
  const { role, account } = parameters;
  const data = encodeFunctionData({ abi: kontorRegistryAbi, functionName: "revokeRole", args: [role, account] });
  return transact({ registry, wallet, data });
}
