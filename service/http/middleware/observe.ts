import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { API_HEADERS } from "#protocol/api/headers.ts";
import type { AppContext } from "../app-context.ts";
import type { AppEnv } from "../app-env.ts";

const REQUEST_ID_BYTES = 9;

/**
 * Names each request, counts it, and writes one log line: method, route, status and time. The route is its pattern: no
 * path, query, header or body is ever logged.
 */
export function observe({ logger, metrics, randomBytes }: AppContext): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const requestId = Buffer.from(randomBytes(REQUEST_ID_BYTES)).toString("base64url");
    context.set("requestId", requestId);
    const started = performance.now();
    await next();
    context.res.headers.set(API_HEADERS.requestId, requestId);
    const milliseconds = performance.now() - started;
    const labels = {
      method: methodLabel(context.req.method),
      route: routePath(context, -1),
      status: context.res.status,
    };
    metrics.requests.inc(labels);
    metrics.requestSeconds.observe({ method: labels.method, route: labels.route }, milliseconds / 1000);
    const code = context.get("errorCode");
    const line = { requestId, ...labels, ms: Math.round(milliseconds), ...(code === undefined ? {} : { code }) };
    if (labels.status >= 500) logger.error(line, "request");
    else logger.info(line, "request");
  };
}

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]);

/** A client can invent methods; a label cannot have endless values. */
function methodLabel(method: string): string {
  return METHODS.has(method) ? method : "other";
}
