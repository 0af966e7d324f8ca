import { streamSSE } from "hono/streaming";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { openEventStream } from "../../events/open-event-stream.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";

/** A comment now and then keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

export function addEventRoutes({ api, app }: { api: ApiApp; app: AppContext }): void {
  const { metrics, configuration, stopping } = app;
  let open = 0;

  api.openAPIRegistry.registerPath({
    method: "get",
    path: "/api/events",
    summary: "Live events of the chain index, as server-sent events",
    description: "Types entry, directory, block, reorg and reset; resumes after Last-Event-ID.",
    tags: ["public"],
    responses: { 200: { description: "A stream.", content: { "text/event-stream": { schema: { type: "string" } } } } },
  });

  api.get("/api/events", (context) => {
    if (open >= configuration.maxEventStreams) {
      throw new KontorError({
        code: "RateLimited",
        message: "Too many event streams are open.",
        retryable: true,
        details: { retryAfterSeconds: 30 },
      });
    }
    return streamSSE(context, async (stream) => {
      open += 1;
      metrics.eventStreams.set(open);
      const events = openEventStream({ context: app, lastEventId: context.req.header("last-event-id") });
      const heartbeat = setInterval(() => {
        stream.write(": \n\n").catch(() => undefined);
      }, HEARTBEAT_MS);
      stream.onAbort(() => events.close());
      stopping.addEventListener("abort", events.close);
      try {
        for await (const event of events) await stream.writeSSE(event);
      } finally {
        clearInterval(heartbeat);
        stopping.removeEventListener("abort", events.close);
        events.close();
        open -= 1;
        metrics.eventStreams.set(open);
      }
    });
  });
}
