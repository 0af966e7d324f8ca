import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { openEventStream } from "../../events/open-event-stream.ts";
import type { AppContext } from "../app-context.ts";
import { clientAddress } from "../client-address.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";

/** A comment now and then keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

const followEvents = declareRoute({
  action: "followEvents",
  audience: "public",
  method: "get",
  path: "/api/events",
  summary: "Live events of the chain index, as server-sent events",
  description: "Types entry, directory, block, reorg and reset; resumes after Last-Event-ID.",
  responses: { 200: { description: "A stream.", content: { "text/event-stream": { schema: z.string() } } } },
});

export function addEventRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  const { metrics, configuration, stopping } = app;
  const { trustedProxies, eventStreams: limits } = configuration;
  const open = new Map<string, number>();
  let total = 0;

  function count({ address, by }: { address: string; by: 1 | -1 }): void {
    total += by;
    const here = (open.get(address) ?? 0) + by;
    if (here === 0) open.delete(address);
    else open.set(address, here);
    metrics.eventStreams.set(total);
  }

  add(followEvents, {
    handle: (context) => {
      const address = clientAddress({ context, trustedProxies });
      if (total >= limits.total) throw tooMany("Too many event streams are open.");
      if ((open.get(address) ?? 0) >= limits.perAddress) {
        throw tooMany("Too many event streams are open from this address.");
      }
      count({ address, by: 1 });
      return streamSSE(context, async (stream) => {
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
          count({ address, by: -1 });
        }
      });
    },
  });
}

function tooMany(message: string): KontorError {
  return new KontorError({ code: "RateLimited", message, retryable: true, details: { retryAfterSeconds: 30 } });
}
