import type { Hex } from "viem";
import { predecessorOf } from "#protocol/chain/entry.ts";
import { knownLatestEntry } from "../read/known-latest-entry.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import { callRegistry } from "./call-registry.ts";
import type { Transacted } from "./transact.ts";

export type EraseCustomerParameters = {
  registry: Registry;
  service: Service;
  /** COMPLIANCE, KEEPER or ORGANISATION of the steward. */
  wallet: Wallet;
  customer: Hex;
};

/**
 * Ends a customer's chain for ever. The service then destroys what opens it; `checkErasure` tells what of that can be checked. What
 * somebody has read or copied before stays with them. Throws `MissingRole`, `CustomerErased` where it is done already.
 */
export async function eraseCustomer(parameters: EraseCustomerParameters): Promise<Transacted> {
  const { registry, wallet } = parameters;
  const latest = predecessorOf(await knownLatestEntry(parameters));
  return callRegistry({ registry, wallet, functionName: "erase", args: [latest] });
}
