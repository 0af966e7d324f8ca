import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Logger } from "pino";
import { createChainChanges } from "./chain/chain-changes.ts";
import { createChainReader } from "./chain/chain-reader.ts";
import { createIndexer, type Indexer } from "./chain/indexer.ts";
import { createSteadyClock } from "./clock/clock.ts";
import type { ServiceConfiguration } from "./configuration/service-configuration.ts";
import { createEraser, type Eraser } from "./erasure/eraser.ts";
import type { ApiApp } from "./http/api-app.ts";
import { createApp } from "./http/create-app.ts";
import { createSweeper, type Sweeper } from "./maintenance/sweeper.ts";
import { createServiceMetrics } from "./metrics/service-metrics.ts";
import type { ShareStore } from "./store/share-store.ts";
import { openSqliteShareStore } from "./store/sqlite/sqlite-share-store.ts";
import { openSqliteStore } from "./store/sqlite/sqlite-store.ts";
import type { Store } from "./store/store.ts";

export type CreateServiceParameters = {
  configuration: ServiceConfiguration;
  /** Scheme, host and port under which browsers reach the service. */
  publicOrigin: string;
  logger: Logger;
  /** The machine's clock, in milliseconds since 1970. */
  now?: () => number;
  /** Opened SQLite files of the configuration by default. */
  stores?: { store: Store; shares: ShareStore };
};

/** A service without a listener. */
export type Service = {
  app: ApiApp;
  indexer: Indexer;
  sweeper: Sweeper;
  eraser: Eraser;
  store: Store;
  shares: ShareStore;
  /** Begins to follow the chain, to sweep and to erase. */
  start(): void;
  /** Ends the event streams, which never end by themselves. */
  endStreams(): void;
  /** Ends what is under way, then closes the stores. */
  stop(): Promise<void>;
};

/**
 * Puts a service together. Does not need the chain: without it the service runs, and says so at /readyz.
 * @throws KontorError StoreVersionUnknown, StoreFailed
 */
export async function createService({
  configuration,
  publicOrigin,
  logger,
  now = Date.now,
  stores,
}: CreateServiceParameters): Promise<Service> {
  const { store, shares } = stores ?? openStores(configuration);
  const clock = createSteadyClock({ now, floor: await store.latestTime() });
  const metrics = createServiceMetrics();
  const changes = createChainChanges();
  const stopping = new AbortController();
  const { rpcUrl, chainId, registry, deploymentBlock, reorgWindow, pollIntervalMs, rpcTimeoutMs } = configuration.chain;
  const chain = createChainReader({ rpcUrl, chainId, registry, timeoutMs: rpcTimeoutMs });
  const indexer = createIndexer({
    chain,
    index: store.index,
    changes,
    clock,
    logger,
    deploymentBlock,
    reorgWindow,
    pollIntervalMs,
  });
  const sweeper = createSweeper({ store, indexer, clock, logger, metrics, configuration });
  const { confirmations } = configuration.chain;
  const eraser = createEraser({ chain, store, shares, indexer, changes, clock, logger, metrics, confirmations });
  await eraser.repeat();
  const app = createApp({
    configuration,
    publicOrigin,
    store,
    shares,
    chain,
    indexer,
    changes,
    clock,
    logger,
    metrics,
    randomBytes,
    stopping: stopping.signal,
  });
  return {
    app,
    indexer,
    sweeper,
    eraser,
    store,
    shares,
    start: () => {
      indexer.start();
      sweeper.start();
      eraser.start();
    },
    endStreams: () => stopping.abort(),
    stop: async () => {
      stopping.abort();
      await Promise.all([indexer.stop(), sweeper.stop()]);
      await eraser.stop();
      await Promise.all([store.close(), shares.close()]);
    },
  };
}

function openStores({ store: { path, sharesPath } }: ServiceConfiguration): { store: Store; shares: ShareStore } {
  for (const file of [path, sharesPath]) mkdirSync(dirname(file), { recursive: true });
  return { store: openSqliteStore({ path }), shares: openSqliteShareStore({ path: sharesPath }) };
}
