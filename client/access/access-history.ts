import type { Hex } from "viem";
import type { HistoryEvent, HistoryEventName } from "#protocol/access/history-event.ts";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import { askChain } from "../registry/ask-chain.ts";
import { blockTime } from "../registry/block-time.ts";
import type { Registry } from "../registry/registry.ts";
import { type RegistryLog, registryLogs } from "../registry/registry-logs.ts";

/** The chain's own account of who could read a customer, up to its newest block. */
export type AccessHistory = {
  events: HistoryEvent[];
  newest: { number: bigint; timestamp: bigint };
};

export type AccessHistoryParameters = { registry: Registry; customer: Hex };

/** Of everybody: who is whose member, and whose key is published. */
const EVERYBODY: readonly HistoryEventName[] = [
  "OrganisationRegistered",
  "RoleGranted",
  "RoleRevoked",
  "RoleEndSet",
  "KeyPublished",
];
const OF_CUSTOMER: readonly HistoryEventName[] = [
  "EntryAppended",
  "SubjectNamed",
  "SubjectAccepted",
  "SubjectLeft",
  "CustomerErased",
];
const GRANTS: readonly HistoryEventName[] = ["Granted", "GrantRevoked"];
/** Blocks asked for at once, for their time. */
const CONCURRENT_BLOCKS = 8;

/**
 * The events that `whoCouldDecrypt` answers from, read from the chain alone; no service is asked. Throws `ChainUnavailable`.
 */
export async function accessHistory({ registry, customer }: AccessHistoryParameters): Promise<AccessHistory> {
  const newest = await blockTime({ registry });
  const range = { registry, toBlock: newest.number };
  const parts = await Promise.all([
    registryLogs({ ...range, events: EVERYBODY }),
    registryLogs({ ...range, events: OF_CUSTOMER, indexed: [customer] }),
    registryLogs({ ...range, events: GRANTS, indexed: [[customer, ALL_CUSTOMERS]] }),
  ]);
  const logs = parts.flat();
  const times = await blockTimes({ registry, blocks: new Set(logs.map(({ blockNumber }) => blockNumber)) });
  return { events: logs.map((log) => eventOf({ log, times })), newest };
}

async function blockTimes(parameters: {
  registry: Registry;
  blocks: ReadonlySet<bigint>;
}): Promise<ReadonlyMap<bigint, bigint>> {
  const { registry, blocks } = parameters;
  const times = new Map<bigint, bigint>();
  const open = blocks.values();
  const read = async () => {
    for (const blockNumber of open) {
      const { timestamp } = await askChain(() => registry.client.getBlock({ blockNumber }));
      times.set(blockNumber, timestamp);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_BLOCKS }, read));
  return times;
}

function eventOf({ log, times }: { log: RegistryLog; times: ReadonlyMap<bigint, bigint> }): HistoryEvent {
  const { eventName: name, args, blockNumber: block, logIndex } = log;
  // The ABI that decoded the arguments gives an event of this name what the type says.
  return { ...args, name, block, logIndex, timestamp: times.get(block) ?? 0n } as unknown as HistoryEvent;
}
