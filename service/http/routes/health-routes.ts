import { z } from "zod";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { FINDING_TYPES } from "../../inspection/finding.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { jsonAnswer } from "../route-parts.ts";

const healthSchema = z.object({ alive: z.boolean() }).meta({ id: "Health" });

const getHealth = declareRoute({
  action: "getHealth",
  audience: "probe",
  method: "get",
  path: "/healthz",
  summary: "Whether the process runs",
  responses: { 200: jsonAnswer("It runs.", healthSchema) },
});

/** `ok`, `behind`, or the code of an error. */
const check = z.string();

const readinessSchema = z
  .object({
    ready: z.boolean(),
    /** It serves, and something is wrong: a full or incomplete store. */
    degraded: z.boolean(),
    checks: z.object({ store: check, shares: check, index: check }),
    /** What the last inspection of the stores found missing, by type; null before the first. */
    findings: z.record(z.string(), z.int()).nullable(),
    /** Whether the store was made anew beside a chain that has entries. */
    madeAnew: z.boolean(),
    inspectedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Readiness" });

const getReadiness = declareRoute({
  action: "getReadiness",
  audience: "probe",
  method: "get",
  path: "/readyz",
  summary: "Whether the service can serve",
  responses: { 200: jsonAnswer("It can.", readinessSchema), 503: jsonAnswer("It cannot.", readinessSchema) },
});

const getMetrics = declareRoute({
  action: "getMetrics",
  audience: "probe",
  method: "get",
  path: "/metrics",
  summary: "Metrics for Prometheus",
  responses: { 200: { description: "Text.", content: { "text/plain": { schema: z.string() } } } },
});

export function addHealthRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  add(getHealth, { handle: (context) => context.json({ alive: true }, 200) });

  add(getReadiness, {
    handle: async (context) => {
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
      const ready =
        [checks.store, checks.shares].every((found) => found === "ok" || found === "StorageFull") && caughtUp;
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
    },
  });

  add(getMetrics, {
    handle: async (context) => {
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
      return context.text(await metrics.registry.metrics(), 200, { "Content-Type": metrics.registry.contentType });
    },
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
