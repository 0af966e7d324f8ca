import type { Logger } from "pino";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Indexer } from "../chain/indexer.ts";
import type { Clock } from "../clock/clock.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import type { Lease } from "../leases/create-lease.ts";
import type { ServiceMetrics } from "../metrics/service-metrics.ts";
import type { ShareStore } from "../store/share-store.ts";
import type { Store } from "../store/store.ts";

export type SweeperParameters = {
  store: Store;
  shares: Pick<ShareStore, "file" | "rewriteMark">;
  chain: Pick<ChainReader, "confirm">;
  indexer: Indexer;
  /** One instance sweeps for all. */
  lease: Lease;
  clock: Clock;
  logger: Logger;
  metrics: ServiceMetrics;
  configuration: ServiceConfiguration;
};

export type Sweeper = {
  start(): void;
  stop(): Promise<void>;
  /** One round, now. */
  sweep(): Promise<void>;
};

const IDEMPOTENCY_KEY_MAX_AGE_MS = 86_400_000;

/** Payloads deleted in one transaction. */
const PAYLOADS_AT_ONCE = 100;

/** Deletes what has had its time: sessions, challenges, idempotency keys, and payloads no entry ever came to refer to. */
export function createSweeper(parameters: SweeperParameters): Sweeper {
  const { store, shares, chain, indexer, lease, clock, logger, metrics, configuration } = parameters;
  const { maxAgeMs, sweepIntervalMs } = configuration.pending;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  async function sweep(): Promise<void> {
    const now = clock();
    await store.recordTime(now);
    if (!(await lease.hold())) return;
    await store.sessions.sweep({ now, maxIdle: configuration.session.maxIdleMs });
    await store.idempotency.sweep({ before: now - IDEMPOTENCY_KEY_MAX_AGE_MS });
    await sweepPayloads(now);
    // Nobody may come to write a share for long: whether there is room again is found out here.
    if (shares.file.isFull()) await shares.rewriteMark();
  }

  /**
   * Only with an index that is as far as the chain is now, and the chain is the one that the store belongs to: an entry that
   * the index has not seen may refer to a payload. What an entry ever referred to is left, also after a rebuild.
   * And only what is too old by the wall clock and by the chain's: one of them jumping ahead deletes nothing.
   */
  async function sweepPayloads(now: number): Promise<void> {
    await indexer.indexNow();
    const { tip, caughtUp } = indexer.status();
    if (tip === undefined || !caughtUp) return;
    await chain.confirm();
    const before = { wall: now - maxAgeMs, chain: tip.timestamp - maxAgeMs / 1000 };
    for (;;) {
      const swept = await store.payloads.sweep({ before, limit: PAYLOADS_AT_ONCE });
      metrics.sweptPayloads.inc(swept);
      if (swept > 0) logger.info({ swept }, "deleted payloads that no entry ever referred to");
      if (swept < PAYLOADS_AT_ONCE) return;
    }
  }

  function schedule(): void {
    timer = setTimeout(() => {
      underWay = sweep()
        .catch((error: unknown) => logger.warn({ err: error }, "a sweep failed"))
        .finally(() => {
          if (timer !== undefined) schedule();
        });
    }, sweepIntervalMs);
  }

  return {
    start: schedule,
    stop: async () => {
      clearTimeout(timer);
      timer = undefined;
      await underWay;
      await lease.release();
    },
    sweep,
  };
}
