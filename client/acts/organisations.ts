import type { Address } from "viem";
import type { Registry, Wallet } from "../registry/registry.ts";
import { callRegistry } from "./call-registry.ts";
import type { Transacted } from "./transact.ts";

export type RegisterOrganisationParameters = {
  registry: Registry;
  /** The council. */
  wallet: Wallet;
  organisation: Address;
  name: string;
};

/** Makes an account an organisation of the consortium. Throws `MissingRole`. */
export async function registerOrganisation(parameters: RegisterOrganisationParameters): Promise<Transacted> {
  const { registry, wallet, organisation, name } = parameters;
  return callRegistry({ registry, wallet, functionName: "registerOrganisation", args: [organisation, name] });
}

export type SuspensionParameters = Omit<RegisterOrganisationParameters, "name">;

/** Stops an organisation's writes; it can still revoke and erase. Throws `MissingRole`, `ContractReverted`. */
export async function suspendOrganisation(parameters: SuspensionParameters): Promise<Transacted> {
  const { registry, wallet, organisation } = parameters;
  return callRegistry({ registry, wallet, functionName: "suspendOrganisation", args: [organisation] });
}

/** Lets a suspended organisation write again. Throws `MissingRole`, `ContractReverted`. */
export async function reinstateOrganisation(parameters: SuspensionParameters): Promise<Transacted> {
  const { registry, wallet, organisation } = parameters;
  return callRegistry({ registry, wallet, functionName: "reinstateOrganisation", args: [organisation] });
}
