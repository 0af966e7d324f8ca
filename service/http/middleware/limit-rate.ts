import type { Context, MiddlewareHandler } from "hono";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { AppEnv } from "../app-env.ts";
import type { TokenBuckets } from "../token-bucket.ts";

/** Refuses a request whose bucket is empty. @throws KontorError RateLimited */
export function limitRate({
  buckets,
  keyOf,
}: {
  buckets: TokenBuckets;
  keyOf: (context: Context<AppEnv>) => string;
}): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    takeToken({ buckets, key: keyOf(context) });
    await next();
  };
}

/** @throws KontorError RateLimited */
export function takeToken({ buckets, key }: { buckets: TokenBuckets; key: string }): void {
  const retryAfterSeconds = buckets.take(key);
  if (retryAfterSeconds > 0) {
    throw new KontorError({
      code: "RateLimited",
      message: "Too many requests.",
      retryable: true,
      details: { retryAfterSeconds },
    });
  }
}
