import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";

/** GET /healthz: the process runs. GET /readyz: it can serve. GET /metrics: Prometheus. */
export function addHealthRoutes({ api, app }: { api: ApiApp; app: AppContext }): void {
  api.get("/healthz", (context) => context.json({ alive: true }));

  api.get("/readyz", async (context) => {
    const { caughtUp, failure } = app.indexer.status();
    const [store, shares] = await Promise.all([answers(app.store.ping), answers(app.shares.ping)]);
    const checks = {
      store: store ? "ok" : "failed",
      shares: shares ? "ok" : "failed",
      index: caughtUp ? "ok" : (failure ?? "behind"),
    };
    const ready = store && shares && caughtUp;
    return context.json({ ready, checks }, ready ? 200 : 503);
  });

  api.get("/metrics", async (context) => {
    const { metrics, indexer, store } = app;
    const { tip, newest, failure, reorgs } = indexer.status();
    metrics.indexedBlock.set(tip?.number ?? 0);
    metrics.chainBlock.set(newest?.number ?? 0);
    metrics.indexFollows.set(failure === undefined ? 1 : 0);
    metrics.reorgs.set(reorgs);
    const { count, bytes } = await store.payloads.pending();
    metrics.pendingPayloads.set(count);
    metrics.pendingBytes.set(bytes);
    return context.body(await metrics.registry.metrics(), 200, { "Content-Type": metrics.registry.contentType });
  });
}

async function answers(ping: () => Promise<void>): Promise<boolean> {
  try {
    await ping();
    return true;
  } catch {
    return false;
  }
}
