import type { Hex } from "viem";
import type { ErasureResponse, RemainingCopy } from "#protocol/api/erasure.ts";
import { erasedHeadOf } from "#protocol/chain/erased-head.ts";
import type { Indexer } from "../chain/indexer.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import type { ErasureRecord } from "../store/erasure-store.ts";
import type { Store } from "../store/store.ts";

const DAY_MS = 86_400_000;

/** The receipt of an erasure: what the chain says, what is destroyed here, and what remains. undefined where there is none. */
export async function describeErasure({
  context: { store, configuration, indexer },
  customer,
}: {
  context: {
    store: Pick<Store, "index" | "erasures">;
    indexer: Pick<Indexer, "status">;
    configuration: Pick<ServiceConfiguration, "chain" | "backups">;
  };
  customer: Hex;
}): Promise<ErasureResponse | undefined> {
  const entry = await store.index.erasure(customer);
  if (entry === undefined) return undefined;
  const record = await store.erasures.find(customer);
  const done = record !== undefined && record.destroyedAt !== null ? record : undefined;
  const { confirmations } = configuration.chain;
  const isConfirmed = entry.blockNumber <= (indexer.status().tip?.number ?? -1) - confirmations + 1;
  const underWay = record !== undefined || isConfirmed ? "destroying" : "withheld";
  return {
    customer,
    sequence: entry.sequence,
    head: entry.head,
    erasedHead: erasedHeadOf(entry.head),
    steward: entry.steward,
    author: entry.author,
    erasedBlock: entry.blockNumber,
    blockHash: entry.blockHash,
    transactionHash: entry.transactionHash,
    erasedAt: entry.timestamp,
    state: done === undefined ? underWay : "destroyed",
    sharesDestroyed: done?.sharesDestroyed ?? null,
    wrapsDeleted: done?.wrapsDeleted ?? null,
    payloadsDeleted: done?.payloadsDeleted ?? null,
    destroyedAt: done === undefined ? null : toText(done.destroyedAt),
    remaining: remainingCopies({ done, backups: configuration.backups }),
  };
}

function remainingCopies({
  done,
  backups,
}: {
  done: ErasureRecord | undefined;
  backups: ServiceConfiguration["backups"];
}): RemainingCopy[] {
  const goneBy = (retentionDays: number | null) =>
    done === undefined || retentionDays === null ? null : toText((done.destroyedAt ?? 0) + retentionDays * DAY_MS);
  return [
    { what: "shareBackups", until: goneBy(backups.shareRetentionDays) },
    { what: "storeBackups", until: goneBy(backups.storeRetentionDays) },
    { what: "readers", until: null },
    { what: "chain", until: null },
  ];
}

function toText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
