import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { Logger } from "pino";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { createChainChanges } from "./chain/chain-changes.ts";
import { type ChainReader, createChainReader } from "./chain/chain-reader.ts";
import { createIndexer, type Indexer } from "./chain/indexer.ts";
import { createSteadyClock } from "./clock/clock.ts";
import type { ServiceConfiguration } from "./configuration/service-configuration.ts";
import { createEraser, type Eraser } from "./erasure/eraser.ts";
import type { ApiApp } from "./http/api-app.ts";
import { createApp } from "./http/create-app.ts";
import { createInspector, type Inspector } from "./inspection/inspector.ts";
import { createLease } from "./leases/create-lease.ts";
import { createSweeper, type Sweeper } from "./maintenance/sweeper.ts";
import { createServiceMetrics } from "./metrics/service-metrics.ts";
import { createStoreGuard } from "./ownership/store-guard.ts";
import type { LeaseName } from "./store/lease-store.ts";
import { openStores } from "./store/open-stores.ts";
import type { ShareStore } from "./store/share-store.ts";
import { storeDamaged } from "./store/sqlite/store-error.ts";
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

/** Names an instance among those over one store. */
const HOLDER_BYTES = 8;

/** How long the start waits for the check of the files. */
const START_WAIT_MS = 10_000;

/** A service without a listener. */
export type Service = {
  app: ApiApp;
  indexer: Indexer;
  sweeper: Sweeper;
  eraser: Eraser;
  inspector: Inspector;
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
 * @throws KontorError StoreLocked, StoreVersionUnknown, StoreDamaged, StoreFailed, StoreOfAnotherRegistry, StoresDiffer
 */
export async function createService({
  configuration,
  publicOrigin,
  logger,
  now = Date.now,
  stores,
}: CreateServiceParameters): Promise<Service> {
  const { store, shares } = stores ?? (await openStores(configuration.store));
  try {
    return await assemble({ configuration, publicOrigin, logger, now, store, shares });
  } catch (error) {
    await Promise.all([store.close(), shares.close()]);
    throw error;
  }
}

async function assemble({
  configuration,
  publicOrigin,
  logger,
  now,
  store,
  shares,
}: Required<Omit<CreateServiceParameters, "stores">> & { store: Store; shares: ShareStore }): Promise<Service> {
  const guard = createStoreGuard({ store, shares, chain: configuration.chain, randomBytes });
  const areMarked = await guard.expectConfigured();
  const clock = createSteadyClock({ now, floor: await store.latestTime() });
  const metrics = createServiceMetrics();
  const changes = createChainChanges();
  const stopping = new AbortController();
  const { rpcUrl, chainId, registry, deploymentBlock, reorgWindow, pollIntervalMs, rpcTimeoutMs } = configuration.chain;
  const chain = createChainReader({
    rpcUrl,
    chainId,
    registry,
    timeoutMs: rpcTimeoutMs,
    expected: { deploymentBlock, check: guard.expectChain },
  });
  const holder = randomBytes(HOLDER_BYTES).toString("hex");
  const leaseOf = (name: LeaseName) => createLease({ leases: store.leases, name, holder, clock });
  const indexer = createIndexer({
    chain,
    index: store.index,
    lease: leaseOf("index"),
    changes,
    clock,
    logger,
    deploymentBlock,
    reorgWindow,
    pollIntervalMs,
  });
  const inspector = createInspector({ store, shares, indexer, clock, logger });
  const sweeper = createSweeper({
    store,
    shares,
    chain,
    indexer,
    lease: leaseOf("sweep"),
    clock,
    logger,
    metrics,
    configuration,
  });
  const { confirmations } = configuration.chain;
  const eraser = createEraser({
    chain,
    store,
    shares,
    indexer,
    lease: leaseOf("erase"),
    changes,
    clock,
    logger,
    metrics,
    confirmations,
  });
  warnOfExposure({ files: [store.file.path, shares.file.path], logger });
  const [damaged] = await Promise.race([inspector.inspectFiles(), afterStartWait()]);
  if (damaged !== undefined) throw storeDamaged({ file: damaged });
  await confirmWhereItAnswers({ chain, logger });
  if (areMarked) await eraser.repeat();
  const app = createApp({
    configuration,
    publicOrigin,
    store,
    shares,
    chain,
    indexer,
    inspector,
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
    inspector,
    store,
    shares,
    start: () => {
      indexer.start();
      sweeper.start();
      inspector.start();
      eraser.start();
    },
    endStreams: () => stopping.abort(),
    stop: async () => {
      stopping.abort();
      await Promise.all([indexer.stop(), sweeper.stop(), inspector.stop()]);
      await eraser.stop();
      await Promise.all([store.close(), shares.close()]);
    },
  };
}

/** A directory that others may enter is not ours to close, for other things may be in it. */
function warnOfExposure({ files, logger }: { files: readonly string[]; logger: Logger }): void {
  for (const directory of new Set(files.map(dirname))) {
    const mode = statSync(directory).mode & 0o777;
    if ((mode & 0o077) === 0) continue;
    logger.warn({ directory, mode: mode.toString(8) }, "the store's directory is open to others: chmod 700");
  }
}

/** Files of many gigabytes are looked at on while the service runs already; /readyz says what is found. */
async function afterStartWait(): Promise<string[]> {
  await new Promise((resolve) => setTimeout(resolve, START_WAIT_MS).unref());
  return [];
}

/** Another chain is refused before anything begins; one that does not answer now is looked at when it does. */
async function confirmWhereItAnswers({ chain, logger }: { chain: ChainReader; logger: Logger }): Promise<void> {
  try {
    await chain.confirm();
  } catch (error) {
    if (!isKontorError(error) || (error.code !== "ChainUnavailable" && error.code !== "ChainMismatch")) throw error;
    logger.warn({ code: error.code, err: error }, "the chain does not answer yet");
  }
}
