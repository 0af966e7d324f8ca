import type { Address } from "viem";
import { callRegistry } from "./call-registry.ts";
import type { Registry, Wallet } from "./registry.ts";
import type { Transacted } from "./transact.ts";

export type SuspendOrganisationParameters = {
  registry: Registry;
  /** The council. */
  wallet: Wallet;
  organisation: Address;
};

/** Stops an organisation's writes; what it may read, revoke and erase stays. Throws `MissingRole`, `ContractReverted`. */
export async function suspendOrganisation(parameters: SuspendOrganisationParameters): Promise<Transacted> {
  const { registry, wallet, organisation } = parameters;
  return callRegistry({ registry, wallet, functionName: "suspendOrganisation", args: [organisation] });
}

/** Lets a suspended organisation write again. Throws `MissingRole`, `ContractReverted`. */
export async function reinstateOrganisation(parameters: SuspendOrganisationParameters): Promise<Transacted> {
  const { registry, wallet, organisation } = parameters;
  return callRegistry({ registry, wallet, functionName: "reinstateOrganisation", args: [organisation] });
}
