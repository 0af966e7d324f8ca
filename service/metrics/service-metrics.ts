import { Counter, Gauge, Histogram, Registry } from "prom-client";

export type ServiceMetrics = {
  registry: Registry;
  requests: Counter<"method" | "route" | "status">;
  requestSeconds: Histogram<"method" | "route">;
  indexedBlock: Gauge;
  chainBlock: Gauge;
  indexFollows: Gauge;
  reorgs: Gauge;
  pendingPayloads: Gauge;
  pendingBytes: Gauge;
  sweptPayloads: Counter;
  storeFindings: Gauge<"type">;
  storeFull: Gauge<"store">;
  storeDamagedFiles: Gauge;
  erasedCustomers: Counter;
  eventStreams: Gauge;
};

/** The service's metrics. Labels are route patterns and codes: nothing that a client chooses, nothing personal. */
export function createServiceMetrics(): ServiceMetrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: "kontor_http_requests_total",
      help: "Requests answered.",
      labelNames: ["method", "route", "status"],
      registers,
    }),
    requestSeconds: new Histogram({
      name: "kontor_http_request_seconds",
      help: "Seconds until a request was answered.",
      labelNames: ["method", "route"],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    indexedBlock: new Gauge({ name: "kontor_index_block", help: "Newest block of the index.", registers }),
    chainBlock: new Gauge({ name: "kontor_chain_block", help: "Newest block of the chain, as last seen.", registers }),
    indexFollows: new Gauge({
      name: "kontor_index_follows",
      help: "1 while the index follows the chain, 0 while it does not.",
      registers,
    }),
    reorgs: new Gauge({ name: "kontor_index_reorgs", help: "Reorganisations since the start.", registers }),
    pendingPayloads: new Gauge({
      name: "kontor_pending_payloads",
      help: "Payloads that no entry refers to yet.",
      registers,
    }),
    pendingBytes: new Gauge({ name: "kontor_pending_bytes", help: "Bytes of those payloads.", registers }),
    sweptPayloads: new Counter({
      name: "kontor_swept_payloads_total",
      help: "Payloads deleted because no entry ever came to refer to them.",
      registers,
    }),
    storeFindings: new Gauge({
      name: "kontor_store_findings",
      help: "What the stores lack or hold too much of, as last looked through.",
      labelNames: ["type"],
      registers,
    }),
    storeFull: new Gauge({
      name: "kontor_store_full",
      help: "1 while the store has no room for what is written.",
      labelNames: ["store"],
      registers,
    }),
    storeDamagedFiles: new Gauge({
      name: "kontor_store_damaged_files",
      help: "Files that do not pass SQLite's integrity check.",
      registers,
    }),
    erasedCustomers: new Counter({
      name: "kontor_erased_customers_total",
      help: "Customers whose shares, wraps and payloads were destroyed.",
      registers,
    }),
    eventStreams: new Gauge({ name: "kontor_event_streams", help: "Open event streams.", registers }),
  };
}
