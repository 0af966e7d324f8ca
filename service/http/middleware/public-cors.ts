import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { AppEnv } from "../app-env.ts";

/** Paths that any page may read. Cookies do not go along: `*` never allows credentials. */
const PUBLIC_PATHS = [
  /^\/api\/registry$/,
  /^\/api\/organisations$/,
  /^\/api\/organisations\/[^/]+\/members$/,
  /^\/api\/keys\/[^/]+$/,
  /^\/api\/customers(?:\/[^/]+\/entries)?$/,
  /^\/api\/payloads\/[^/]+$/,
  /^\/api\/events$/,
  /^\/(?:openapi\.json|healthz|readyz)$/,
];

/** Lets any page read what is public, so that a verifier can live anywhere. */
export function publicCors(): MiddlewareHandler<AppEnv> {
  const reading = cors({ origin: "*", allowMethods: ["GET", "HEAD"], allowHeaders: ["Last-Event-ID"], maxAge: 86_400 });
  const querying = cors({ origin: "*", allowMethods: ["POST"], allowHeaders: ["Content-Type"], maxAge: 86_400 });
  return async (context, next) => {
    const { path, method } = context.req;
    if (path === "/api/payloads/query") return querying(context, next);
    const isReading = method === "GET" || method === "HEAD" || method === "OPTIONS";
    if (isReading && PUBLIC_PATHS.some((pattern) => pattern.test(path))) return reading(context, next);
    return next();
  };
}
