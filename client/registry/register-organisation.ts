import { type Address, encodeFunctionData } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import type { Registry, Wallet } from "./registry.ts";
import { type Transacted, transact } from "./transact.ts";

export type RegisterOrganisationParameters = {
  registry: Registry;
  wallet: Wallet;
  organisation: Address;
  name: string;
};

/** Makes an account an organisation of the consortium. By the council. */
export async function registerOrganisation({
  registry,
  wallet,
  ...parameters
}: RegisterOrganisationParameters): Promise<Transacted> {
  const { organisation, name } = parameters;
  const data = encodeFunctionData({
    abi: kontorRegistryAbi,
    functionName: "registerOrganisation",
    args: [organisation, name],
  });
  return transact({ registry, wallet, data });
}
