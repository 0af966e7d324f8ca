import { type Address, getAbiItem, type Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { type Entry, hashEntry } from "#protocol/chain/entry.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { chunksOfLogs, type LogRange, type LogsInChunksParameters, logsInChunks } from "./logs-in-chunks.ts";
import type { Registry } from "./registry.ts";

/** An entry as its event shows it, and where the chain holds it. */
export type ChainEntry = {
  entry: Entry;
  /** The hash of the entry, computed here. */
  head: Hex;
  blockNumber: bigint;
  blockHash: Hex;
  transactionHash: Hex;
};

export type EntriesOfParameters = LogRange & {
  /** One customer; every customer of the registry where left out. */
  customer?: Hex;
};

const ENTRY_APPENDED = getAbiItem({ abi: kontorRegistryAbi, name: "EntryAppended" });

/**
 * Entries in the order of the chain, from the registry's events by `eth_getLogs` in chunks. Nothing here is proven: the
 * caller links the entries to a stored head. Throws `ChainUnavailable` where the RPC fails or refuses even small chunks.
 */
export async function entriesOf(parameters: EntriesOfParameters): Promise<ChainEntry[]> {
  return logsInChunks(questionOf(parameters));
}

/** The same in parts, for who does not want to hold them all. */
export function chunksOfEntries(parameters: EntriesOfParameters): AsyncGenerator<ChainEntry[], void> {
  return chunksOfLogs(questionOf(parameters));
}

function questionOf(parameters: EntriesOfParameters): LogsInChunksParameters<EntryLog, ChainEntry> {
  const { registry, customer } = parameters;
  return {
    ...parameters,
    ask: (range) => logsBetween({ registry, customer, ...range }),
    read: (log) => chainEntryOf({ log, registry: registry.address, customer }),
  };
}

type Range = { registry: Registry; customer: Hex | undefined; from: bigint; to: bigint };

function logsBetween({ registry, customer, from, to }: Range) {
  return registry.client.getLogs({
    address: registry.address,
    event: ENTRY_APPENDED,
    ...(customer === undefined ? {} : { args: { customer } }),
    fromBlock: from,
    toBlock: to,
    strict: true,
  });
}

type EntryLog = Awaited<ReturnType<typeof logsBetween>>[number];

/** Reads one event. A log of another contract or customer than asked for is a lie of the RPC. */
function chainEntryOf({
  log,
  registry,
  customer,
}: {
  log: EntryLog;
  registry: Address;
  customer: Hex | undefined;
}): ChainEntry {
  const { args, address, blockNumber, blockHash, transactionHash } = log;
  if (address.toLowerCase() !== registry.toLowerCase() || (customer !== undefined && args.customer !== customer)) {
    throw new KontorError({
      code: "ChainUnavailable",
      message: "The RPC answered with an event that was not asked for.",
      hints: ["Use another RPC."],
    });
  }
  const { customer: id, sequence, steward, author, ...body } = args;
  const entry: Entry = {
    header: { customer: id, sequence, steward: steward.toLowerCase() as Address },
    body: { ...body, author: author.toLowerCase() as Address },
  };
  return { entry, head: hashEntry(entry), blockNumber, blockHash, transactionHash };
}
