import {
  type Address,
  type ContractEventName,
  decodeEventLog,
  encodeEventTopics,
  type Hex,
  numberToHex,
  padHex,
  type RpcLog,
} from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { type LogRange, logsInChunks } from "./logs-in-chunks.ts";
import type { Registry } from "./registry.ts";

export type RegistryEventName = ContractEventName<typeof kontorRegistryAbi>;

/** One decoded event of the registry, in its place on chain. */
export type RegistryLog = {
  eventName: RegistryEventName;
  args: Readonly<Record<string, unknown>>;
  blockNumber: bigint;
  logIndex: number;
  transactionHash: Hex;
};

export type RegistryLogsParameters = LogRange & {
  events: readonly RegistryEventName[];
  /** Filters of the indexed arguments, by position: addresses and hashes; null for any, a list for one of these. */
  indexed?: readonly (Hex | Address | readonly Hex[] | null)[];
};

/**
 * Events of the registry in the order of the chain, by `eth_getLogs` in chunks. Nothing here is proven: an RPC can leave events
 * out. Throws `ChainUnavailable`, also where the RPC answers with what was not asked for.
 */
export async function registryLogs(parameters: RegistryLogsParameters): Promise<RegistryLog[]> {
  const { registry } = parameters;
  const topics = topicsOf(parameters);
  return logsInChunks({
    ...parameters,
    ask: (range) => logsBetween({ registry, topics, ...range }),
    read: (log) => decode({ log, registry, topics }),
  });
}

type Topics = (Hex | Hex[] | null)[];

function topicsOf({ events, indexed = [] }: RegistryLogsParameters): Topics {
  const encode = encodeEventTopics as (event: { abi: unknown; eventName: string }) => Hex[];
  const names = events.map((eventName) => encode({ abi: kontorRegistryAbi, eventName })[0] as Hex);
  const word = (value: Hex) => padHex(value, { size: 32 });
  return [
    names,
    ...indexed.map((value) => (value === null ? null : Array.isArray(value) ? value.map(word) : word(value as Hex))),
  ];
}

async function logsBetween(parameters: {
  registry: Registry;
  topics: Topics;
  from: bigint;
  to: bigint;
}): Promise<RpcLog[]> {
  const { registry, topics, from, to } = parameters;
  return registry.client.request({
    method: "eth_getLogs",
    params: [{ address: registry.address, topics, fromBlock: numberToHex(from), toBlock: numberToHex(to) }],
  });
}

function decode({ log, registry, topics }: { log: RpcLog; registry: Registry; topics: Topics }): RegistryLog {
  const asked = topics.every((wanted, position) => {
    const given = log.topics[position]?.toLowerCase();
    if (wanted === null) return true;
    return typeof wanted === "string"
      ? given === wanted.toLowerCase()
      : wanted.some((one) => given === one.toLowerCase());
  });
  if (log.address.toLowerCase() !== registry.address.toLowerCase() || !asked || log.blockNumber === null) {
    throw new KontorError({
      code: "ChainUnavailable",
      message: "The RPC answered with an event that was not asked for.",
      hints: ["Use another RPC."],
    });
  }
  const { eventName, args } = decodeEventLog({
    abi: kontorRegistryAbi,
    data: log.data,
    topics: log.topics as [Hex, ...Hex[]],
    strict: true,
  });
  return {
    eventName,
    args: (args ?? {}) as unknown as Readonly<Record<string, unknown>>,
    blockNumber: BigInt(log.blockNumber),
    logIndex: Number(log.logIndex ?? 0),
    transactionHash: log.transactionHash as Hex,
  };
}
