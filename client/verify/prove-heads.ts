import type { Hex } from "viem";
import { headOf } from "../registry/head-of.ts";
import type { ChainClient } from "../registry/registry.ts";
import { chunk } from "../service/chunk.ts";
import { headSlotOf } from "./heads-slot.ts";
import { type ProvenRegistry, parseStorageWord, readProof } from "./prove-registry.ts";
import { trieValue } from "./trie-value.ts";
import { unavailable } from "./unavailable.ts";

/** Slots asked for in one question; nodes limit the size of an answer. */
const SLOTS_AT_ONCE = 64;

/**
 * Stored heads of customers, each proven against the registry's storage root; null for a customer that the registry is
 * proven not to know. Throws `ChainUnavailable`.
 */
export async function proveHeads(parameters: {
  proven: ProvenRegistry;
  customers: readonly Hex[];
}): Promise<ReadonlyMap<Hex, Hex | null>> {
  const { proven, customers } = parameters;
  const heads = new Map<Hex, Hex | null>();
  const [client] = proven.clients;
  if (client === undefined) return heads;
  for (const part of chunk({ items: [...new Set(customers)], size: SLOTS_AT_ONCE })) {
    const slots = part.map(headSlotOf);
    const { storageProof } = await readProof({ client, registry: proven.registry, slots, block: proven.block });
    for (const [index, customer] of part.entries()) {
      const shown = storageProof[index];
      const slot = slots[index];
      if (shown === undefined || slot === undefined) throw unavailable("The RPC left out a proof that was asked for.");
      const value = await trieValue({ root: proven.storageRoot, key: slot, proof: shown.proof });
      heads.set(
        customer,
        value === null ? await confirmAbsence({ proven, client, customer }) : parseStorageWord(value),
      );
    }
  }
  return heads;
}

/**
 * The state proves that nothing is stored: the registry's own answer has to say so too. Where it does not, the RPC lies in one
 * of the two, or the registry keeps its heads elsewhere than the pinned code does.
 */
async function confirmAbsence(parameters: {
  proven: ProvenRegistry;
  client: ChainClient;
  customer: Hex;
}): Promise<null> {
  const { proven, client, customer } = parameters;
  const registry = { chainId: proven.chainId, address: proven.registry, deploymentBlock: 0n, client };
  const answered = await headOf({ registry, customer, blockNumber: proven.block.number });
  if (answered === null) return null;
  throw unavailable("The RPC's state and its calls disagree on a customer's head.");
}
