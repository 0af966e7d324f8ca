import type { Address, Hex } from "viem";
import type { Registry, Wallet } from "../registry/registry.ts";
import { callRegistry } from "./call-registry.ts";
import type { Transacted } from "./transact.ts";

export type RoleParameters = {
  registry: Registry;
  /** The role's administrator. */
  wallet: Wallet;
  role: Hex;
  account: Address;
};

/** Gives a role with no end. Throws `MissingRole`. */
export async function grantRole({ registry, wallet, role, account }: RoleParameters): Promise<Transacted> {
  return callRegistry({ registry, wallet, functionName: "grantRole", args: [role, account] });
}

/** Gives a role until a time (seconds since 1970). Throws `MissingRole`. */
export async function grantRoleUntil(parameters: RoleParameters & { until: bigint }): Promise<Transacted> {
  const { registry, wallet, role, account, until } = parameters;
  return callRegistry({ registry, wallet, functionName: "grantRoleUntil", args: [role, account, until] });
}

/** Takes a role away. Throws `MissingRole`. */
export async function revokeRole({ registry, wallet, role, account }: RoleParameters): Promise<Transacted> {
  return callRegistry({ registry, wallet, functionName: "revokeRole", args: [role, account] });
}
