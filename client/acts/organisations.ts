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
