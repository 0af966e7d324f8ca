import { type Address, type Hex, zeroAddress } from "viem";
import { predecessorOf } from "#protocol/chain/entry.ts";
import { knownLatestEntry } from "../read/known-latest-entry.ts";
import { callRegistry } from "../registry/call-registry.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Transacted } from "../registry/transact.ts";
import type { Service } from "../service/service.ts";

export type NameSubjectParameters = {
  registry: Registry;
  service: Service;
  /** A WRITER of the steward. */
  wallet: Wallet;
  customer: Hex;
  /** The customer's own wallet; null withdraws the name. */
  subject: Address | null;
};

/** Names a customer's own wallet on chain; it becomes the subject when it accepts. Throws `MissingRole`, `CustomerErased`. */
export async function nameSubject(parameters: NameSubjectParameters): Promise<Transacted> {
  const { registry, wallet, subject } = parameters;
  const latest = predecessorOf(await knownLatestEntry(parameters));
  return callRegistry({ registry, wallet, functionName: "nameSubject", args: [latest, subject ?? zeroAddress] });
}
