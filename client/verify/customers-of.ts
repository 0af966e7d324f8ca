import type { Hex } from "viem";
import { entriesOf } from "../registry/entries-of.ts";
import type { ProvenRegistry } from "./prove-registry.ts";

/**
 * Every customer of a registry, in the order of their first entries, from the chain's events. An RPC that hides events hides
 * customers: this is a list to check, not a proof that there are no others. Throws `ChainUnavailable`.
 */
export async function customersOf(parameters: { proven: ProvenRegistry; deploymentBlock?: bigint }): Promise<Hex[]> {
  const { proven, deploymentBlock = 0n } = parameters;
  const [client] = proven.clients;
  if (client === undefined) return [];
  const registry = { chainId: proven.chainId, address: proven.registry, deploymentBlock, client };
  const entries = await entriesOf({ registry, toBlock: proven.block.number });
  return [...new Set(entries.map(({ entry }) => entry.header.customer))];
}
