import { type Address, encodeFunctionData, type Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import type { Registry, Wallet } from "./registry.ts";
import { type Transacted, transact } from "./transact.ts";

export type GrantRoleUntilParameters = {
  registry: Registry;
  wallet: Wallet;
  role: Hex;
  account: Address;
  until: bigint;
};

/** Gives a role until a time (seconds since 1970). By the role's administrator. */
export async function grantRoleUntil({
  registry,
  wallet,
  ...parameters
}: GrantRoleUntilParameters): Promise<Transacted> {
  const { role, account, until } = parameters;
  const data = encodeFunctionData({
    abi: kontorRegistryAbi,
    functionName: "grantRoleUntil",
    args: [role, account, until],
  });
  return transact({ registry, wallet, data });
}
