import { type Address, encodeFunctionData, type Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import type { Registry, Wallet } from "./registry.ts";
import { type Transacted, transact } from "./transact.ts";

export type GrantRoleParameters = {
  registry: Registry;
  wallet: Wallet;
  role: Hex;
  account: Address;
};

/** Gives a role with no end. By the role's administrator. */
export async function grantRole({ registry, wallet, ...parameters }: GrantRoleParameters): Promise<Transacted> {
  const { role, account } = parameters;
  const data = encodeFunctionData({ abi: kontorRegistryAbi, functionName: "grantRole", args: [role, account] });
  return transact({ registry, wallet, data });
}
