import type { Hex } from "viem";
import { customerIdOf, type Entry } from "#protocol/chain/entry.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { isHead } from "../read/is-head.ts";
import { linkBack } from "../read/link-back.ts";
import { type ChainEntry, chunksOfEntries } from "../registry/entries-of.ts";
import { getEntries } from "../service/customers.ts";
import type { Service } from "../service/service.ts";
import type { ProvenRegistry } from "./prove-registry.ts";
import { unavailable } from "./unavailable.ts";

export type ShownEntriesParameters = {
  proven: ProvenRegistry;
  customer: Hex;
  /** Proven. */
  head: Hex;
  service?: Service;
  deploymentBlock?: bigint;
};

/** So that a chain of events without an end comes to one. */
const MAX_ENTRIES = 200_000;

/**
 * The entries that lead to a proven head, oldest first; from the chain's events or, where those do not lead to it (a node may refuse
 * logs, have pruned them, or lie), from the service. Where neither leads to it, what the service claims. Throws
 * `ChainUnavailable` where the RPC fails to show what its own state commits to, and the service shows nothing either.
 */
export async function shownEntries(parameters: ShownEntriesParameters): Promise<Entry[]> {
  const { customer, head, service } = parameters;
  try {
    return await entriesOfEvents(parameters);
  } catch (error) {
    if (!isKontorError(error)) throw error;
    const claims = service === undefined ? [] : await servedEntries({ service, customer });
    if (claims.length === 0) throw error;
    // Entries after the head may be newer than the block; they are no part of what is checked.
    const { linked, complete } = linkBack({ head, claims });
    return (complete ? linked : claims).map(({ entry }) => entry);
  }
}

/** Checked as they come, so that what does not lead to the head is given up at once and never piled up. */
async function entriesOfEvents(parameters: ShownEntriesParameters): Promise<Entry[]> {
  const { proven, customer, head, deploymentBlock = 0n } = parameters;
  const [client] = proven.clients;
  const entries: Entry[] = [];
  if (client === undefined) return entries;
  const registry = { chainId: proven.chainId, address: proven.registry, deploymentBlock, client };
  let last: ChainEntry | undefined;
  for await (const shown of chunksOfEntries({ registry, customer, toBlock: proven.block.number })) {
    for (const next of shown) {
      if (!follows({ next, last })) throw unavailable("The RPC's events of a customer do not follow from each other.");
      if (entries.length === MAX_ENTRIES)
        throw unavailable(`A customer of over ${MAX_ENTRIES} entries is not checked.`);
      entries.push(next.entry);
      last = next;
    }
  }
  if (last !== undefined && isHead({ ...last, storedHead: head })) return entries;
  throw unavailable("The RPC's events do not lead to the head that its own state proves.");
}

function follows({ next, last }: { next: ChainEntry; last: ChainEntry | undefined }): boolean {
  const { header, body } = next.entry;
  if (last !== undefined) return header.sequence === last.entry.header.sequence + 1n && body.previous === last.head;
  return header.sequence === 1n && customerIdOf({ steward: header.steward, salt: body.previous }) === header.customer;
}

async function servedEntries(parameters: { service: Service; customer: Hex }) {
  try {
    return await getEntries(parameters);
  } catch (error) {
    if (isKontorError(error)) return [];
    throw error;
  }
}
