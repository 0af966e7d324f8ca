import type { Address } from "viem";

/** Everything that can be set about a service. Durations are in milliseconds, sizes in bytes. */
export type ServiceConfiguration = {
  chain: {
    rpcUrl: string;
    chainId: number;
    registry: Address;
    deploymentBlock: number;
    /** Blocks that an entry needs, its own included, to be called confirmed. */
    confirmations: number;
    reorgWindow: number;
    pollIntervalMs: number;
    rpcTimeoutMs: number;
  };
  /** For browsers; null where there is none. */
  publicRpcUrl: string | null;
  /** A local chain with well-known accounts. */
  development: boolean;
  listen: { host: string; port: number };
  /** Scheme, host and port under which browsers reach the service; null: what it listens on. */
  publicOrigin: string | null;
  store: { path: string; sharesPath: string };
  /** The built dApp; null where there is none to serve. */
  appDirectory: string | null;
  session: { maxAgeMs: number; maxIdleMs: number };
  pending: { maxAgeMs: number; quotaBytes: number; sweepIntervalMs: number };
  /** What one account can make grow. */
  quotas: {
    /** Shares of customers that have no entry yet. */
    newCustomers: number;
    /** Idempotency keys that are remembered. */
    idempotencyKeys: number;
  };
  /** Days after which the last backup that holds something is gone; null where the operator does not say. */
  backups: { shareRetentionDays: number | null; storeRetentionDays: number | null };
  rate: { perSecond: number; burst: number; signInPerMinute: number; signInBurst: number };
  /** Reverse proxies in front whose X-Forwarded-For is believed. */
  trustedProxies: number;
  /** Open event streams at one time. */
  eventStreams: { total: number; perAddress: number };
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
};
