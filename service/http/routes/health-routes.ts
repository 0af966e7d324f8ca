import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { FINDING_TYPES } from "../../inspection/finding.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";

/** GET /healthz: the process runs. GET /readyz: it can serve. GET /metrics: Prometheus. */
export function addHealthRoutes({ api, app }: { api: ApiApp; app: AppContext }): void {
  api.get("/healthz", (context) => context.json({ alive: true }));

  api.get("/readyz", async (context) => {
    const { caughtUp, failure } = app.indexer.status();
    const { damagedFiles, full, findings, madeAnew, inspectedAt } = app.inspector.condition();
    const conditionOf = async (name: "store" | "shares") => {
      const code = await failureOf(app[name].ping);
      if (code !== null) return code;
      if (damagedFiles.includes(app[name].file.path)) return "StoreDamaged";
      return full.includes(name) ? "StorageFull" : "ok";
    };
    const checks = {
      store: await conditionOf("store"),
      shares: await conditionOf("shares"),
      index: caughtUp ? "ok" : (failure ?? "behind"),
    };
    // A full or incomplete store still serves what it has: nobody is helped by taking the service away.
    const ready = [checks.store, checks.shares].every((check) => check === "ok" || check === "StorageFull") && caughtUp;
    const lacks = findings !== null && Object.values(findings).some((count) => count > 0);
    const degraded = !ready || full.length > 0 || lacks;
    return context.json(
      {
        ready,
        degraded,
        checks,
        findings,
        madeAnew,
        inspectedAt: inspectedAt === null ? null : new Date(inspectedAt).toISOString(),
      },
      ready ? 200 : 503,
    );
  });

  api.get("/metrics", async (context) => {
    const { metrics, indexer, inspector, store } = app;
    const { tip, newest, failure, reorgs } = indexer.status();
    metrics.indexedBlock.set(tip?.number ?? 0);
    metrics.chainBlock.set(newest?.number ?? 0);
    metrics.indexFollows.set(failure === undefined ? 1 : 0);
    metrics.reorgs.set(reorgs);
    const { damagedFiles, full, findings } = inspector.condition();
    for (const type of FINDING_TYPES) metrics.storeFindings.set({ type }, findings?.[type] ?? 0);
    for (const name of ["store", "shares"] as const)
      metrics.storeFull.set({ store: name }, full.includes(name) ? 1 : 0);
    metrics.storeDamagedFiles.set(damagedFiles.length);
    const { count, bytes } = await store.payloads.pending();
    metrics.pendingPayloads.set(count);
    metrics.pendingBytes.set(bytes);
    return context.body(await metrics.registry.metrics(), 200, { "Content-Type": metrics.registry.contentType });
  });
}

/** The code of what a store fails with; null where it answers. */
async function failureOf(ping: () => Promise<void>): Promise<string | null> {
  try {
    await ping();
    return null;
  } catch (error) {
    return isKontorError(error) ? error.code : "StoreFailed";
  }
}
