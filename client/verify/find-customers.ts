import type { Hex } from "viem";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { chunksOfEntries } from "../registry/entries-of.ts";
import { listCustomers } from "../service/customers.ts";
import type { Service } from "../service/service.ts";
import type { ProvenRegistry } from "./prove-registry.ts";
import { unavailable } from "./unavailable.ts";

export type FindCustomersParameters = {
  proven: ProvenRegistry;
  /** Asked for its list as well, where there is one. */
  service?: Service;
  deploymentBlock?: bigint;
};

/** Whom the chain's events and the service name. Two lists to check, not a proof that there are no others. */
export type FoundCustomers = {
  /** All that either names: those of the events in the order of their first entries, then the others. */
  customers: Hex[];
  /** How many of them each leaves out; null where it could not be asked, or there is none. */
  leftOut: { byEvents: number | null; byService: number | null };
};

/** So that a list without an end comes to one. */
const MAX_CUSTOMERS = 1_000_000;

/**
 * Every customer of a registry, from the chain's events and from the service's list: either may hide customers, and together
 * they show that the other does. Throws what the events failed with where neither is to be had.
 */
export async function findCustomers(parameters: FindCustomersParameters): Promise<FoundCustomers> {
  const { proven, service } = parameters;
  const events = await orFailure(() => customersOfEvents(parameters));
  const served = service === undefined ? null : await orFailure(() => customersOfService({ proven, service }));
  const listed = served === null || "failure" in served ? null : served;
  if ("failure" in events) {
    if (listed === null) throw events.failure;
    return { customers: [...listed.old], leftOut: { byEvents: null, byService: 0 } };
  }
  if (listed === null) return { customers: [...events], leftOut: { byEvents: 0, byService: null } };
  const hidden = [...listed.old].filter((customer) => !events.has(customer));
  const byService = [...events].filter((customer) => !listed.all.has(customer)).length;
  return { customers: [...events, ...hidden], leftOut: { byEvents: hidden.length, byService } };
}

async function customersOfEvents({ proven, deploymentBlock = 0n }: FindCustomersParameters): Promise<Set<Hex>> {
  const customers = new Set<Hex>();
  const [client] = proven.clients;
  if (client === undefined) return customers;
  const registry = { chainId: proven.chainId, address: proven.registry, deploymentBlock, client };
  for await (const entries of chunksOfEntries({ registry, toBlock: proven.block.number })) {
    for (const { entry } of entries) customers.add(entry.header.customer);
    if (customers.size > MAX_CUSTOMERS) throw unavailable(`The RPC shows over ${MAX_CUSTOMERS} customers.`);
  }
  return customers;
}

/** `old` are those that were not written to since the block that is looked at: the service may be ahead of it. */
type Listed = { all: Set<Hex>; old: Set<Hex> };

async function customersOfService(parameters: { proven: ProvenRegistry; service: Service }): Promise<Listed> {
  const { proven, service } = parameters;
  const [all, old] = [new Set<Hex>(), new Set<Hex>()];
  let after: Hex | null = null;
  do {
    const page: Awaited<ReturnType<typeof listCustomers>> = await listCustomers({
      service,
      limit: API_LIMITS.pageSize,
      ...(after === null ? {} : { after }),
    });
    for (const { customer, updatedBlock } of page.items) {
      if (after !== null && customer <= after) throw notInOrder();
      after = customer;
      all.add(customer);
      if (BigInt(updatedBlock) <= proven.block.number) old.add(customer);
    }
    if (page.next !== null && page.next !== after) throw notInOrder();
    after = page.next;
  } while (after !== null && all.size <= MAX_CUSTOMERS);
  return { all, old };
}

function notInOrder(): KontorError {
  return new KontorError({
    code: "UnexpectedAnswer",
    message: "The service's list of customers is not in the order of their ids.",
  });
}

async function orFailure<Answer extends object>(
  ask: () => Promise<Answer>,
): Promise<Answer | { failure: KontorError }> {
  try {
    return await ask();
  } catch (error) {
    if (isKontorError(error)) return { failure: error };
    throw error;
  }
}
