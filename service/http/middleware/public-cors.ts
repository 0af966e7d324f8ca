import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { AppEnv } from "../app-env.ts";

const MAX_AGE_SECONDS = 86_400;

const reading = cors({
  origin: "*",
  allowMethods: ["GET", "HEAD"],
  allowHeaders: ["Last-Event-ID"],
  maxAge: MAX_AGE_SECONDS,
});
const querying = cors({
  origin: "*",
  allowMethods: ["POST"],
  allowHeaders: ["Content-Type"],
  maxAge: MAX_AGE_SECONDS,
});

/**
 * Lets any page ask a public route, so that a verifier can live anywhere. Cookies do not go along: `*` never allows
 * credentials.
 */
export function publicCors(method: string): MiddlewareHandler<AppEnv> {
  return method === "post" ? querying : reading;
}
