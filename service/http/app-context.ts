import type { Logger } from "pino";
import type { ChainChanges } from "../chain/chain-changes.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Indexer } from "../chain/indexer.ts";
import type { Clock } from "../clock/clock.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import type { Inspector } from "../inspection/inspector.ts";
import type { ServiceMetrics } from "../metrics/service-metrics.ts";
import type { ShareStore } from "../store/share-store.ts";
import type { Store } from "../store/store.ts";

/** What the app's routes stand on. */
export type AppContext = {
  configuration: ServiceConfiguration;
  /** Scheme, host and port under which browsers reach the service. */
  publicOrigin: string;
  store: Store;
  shares: ShareStore;
  chain: ChainReader;
  indexer: Indexer;
  inspector: Inspector;
  changes: ChainChanges;
  clock: Clock;
  logger: Logger;
  metrics: ServiceMetrics;
  /** Aborted when the service stops: what never ends by itself ends then. */
  stopping: AbortSignal;
  /** Cryptographically strong random bytes. */
  randomBytes: (length: number) => Uint8Array;
};
