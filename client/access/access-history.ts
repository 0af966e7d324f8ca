import pMap from "p-map";
import type { Address, Hex } from "viem";
import type { HistoryEvent, HistoryEventName } from "#protocol/access/history-event.ts";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { askChain } from "../registry/ask-chain.ts";
import type { Registry } from "../registry/registry.ts";
import { type RegistryLog, registryLogs } from "../registry/registry-logs.ts";

export type AccessHistoryParameters = {
  registry: Registry;
  customer: Hex;
  /** Events up to this block; the newest by default. */
  toBlock?: bigint;
};

/** Events that are about all customers: roles, keys, organisations. */
const GENERAL: readonly HistoryEventName[] = [
  "OrganisationRegistered",
  "RoleGranted",
  "RoleRevoked",
  "RoleEndSet",
  "KeyPublished",
];
/** Events that name a customer first. */
const OF_CUSTOMER: readonly HistoryEventName[] = [
  "Granted",
  "GrantRevoked",
  "EntryAppended",
  "SubjectNamed",
  "SubjectAccepted",
  "SubjectLeft",
  "CustomerErased",
];
/** Blocks whose times are asked for at once. */
const CONCURRENT_BLOCKS = 8;

/**
 * Everything that the chain's history says about who may read a customer, for `whoCouldDecrypt`. Events from the RPC, unproven: one
 * that leaves events out changes the answer. Throws `ChainUnavailable`.
 */
export async function accessHistory(parameters: AccessHistoryParameters): Promise<HistoryEvent[]> {
  const { registry } = parameters;
  const customer = parameters.customer.toLowerCase() as Hex;
  const toBlock = parameters.toBlock ?? (await askChain(() => registry.client.getBlockNumber({ cacheTime: 0 })));
  const logs = [
    ...(await registryLogs({ registry, events: GENERAL, toBlock })),
    ...(await registryLogs({ registry, events: OF_CUSTOMER, indexed: [[customer, ALL_CUSTOMERS]], toBlock })),
  ];
  const times = await blockTimes({ registry, blocks: new Set(logs.map(({ blockNumber }) => blockNumber)) });
  return logs.map((log) => eventOf({ log, times }));
}

async function blockTimes(parameters: {
  registry: Registry;
  blocks: ReadonlySet<bigint>;
}): Promise<ReadonlyMap<bigint, bigint>> {
  const { registry, blocks } = parameters;
  const times = await pMap(
    blocks,
    async (blockNumber) => {
      const { timestamp } = await askChain(() => registry.client.getBlock({ blockNumber }));
      return [blockNumber, timestamp] as const;
    },
    { concurrency: CONCURRENT_BLOCKS },
  );
  return new Map(times);
}

function eventOf({ log, times }: { log: RegistryLog; times: ReadonlyMap<bigint, bigint> }): HistoryEvent {
  const { args, blockNumber: block, logIndex } = log;
  const timestamp = times.get(block);
  if (timestamp === undefined) throw new KontorError({ code: "InvariantBroken", message: "A block has no time." });
  const place = { block, timestamp, logIndex };
  const name = log.eventName as HistoryEventName;
  const customer = args.customer as Hex;
  const subject = args.subject as Address;
  const role = { role: args.role as Hex, account: args.account as Address };
  const grant = {
    customer,
    steward: args.steward as Address,
    grantee: args.grantee as Address,
    scope: Number(args.scope),
  };
  switch (name) {
    case "OrganisationRegistered":
      return { ...place, name, organisation: args.organisation as Address };
    case "RoleGranted":
    case "RoleRevoked":
      return { ...place, name, ...role };
    case "RoleEndSet":
      return { ...place, name, ...role, until: args.until as bigint };
    case "KeyPublished":
      return { ...place, name, account: args.account as Address, epoch: Number(args.epoch) };
    case "Granted":
      return { ...place, name, ...grant, until: args.until as bigint };
    case "GrantRevoked":
      return { ...place, name, ...grant };
    case "EntryAppended":
      return {
        ...place,
        name,
        customer,
        sequence: args.sequence as bigint,
        steward: args.steward as Address,
        kind: Number(args.kind),
        keyEpoch: Number(args.keyEpoch),
      };
    case "SubjectNamed":
    case "SubjectAccepted":
    case "SubjectLeft":
      return { ...place, name, customer, subject };
    case "CustomerErased":
      return { ...place, name, customer };
  }
}
