import type { MiddlewareHandler } from "hono";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { AppEnv } from "../app-env.ts";

/** Refuses a request while as many as `limit` are under way. @throws KontorError RateLimited */
export function limitConcurrency({ limit }: { limit: number }): MiddlewareHandler<AppEnv> {
  let underWay = 0;
  return async (_context, next) => {
    if (underWay >= limit) {
      throw new KontorError({
        code: "RateLimited",
        message: "Too many uploads at one time.",
        retryable: true,
        details: { retryAfterSeconds: 1 },
      });
    }
    underWay += 1;
    try {
      await next();
    } finally {
      underWay -= 1;
    }
  };
}
