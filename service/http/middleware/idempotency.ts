import type { MiddlewareHandler } from "hono";
import { API_HEADERS } from "#protocol/api/headers.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { sha256Text } from "../../sessions/session-token.ts";
import type { AppContext } from "../app-context.ts";
import type { AppEnv } from "../app-env.ts";

/**
 * Honours Idempotency-Key on requests that may be run again with the same outcome: all it has to do is to refuse the key
 * for another request. Stands after the session and the body.
 *
 * @throws KontorError InvalidArgument, IdempotencyKeyReused
 */
export function idempotency({ store, clock }: AppContext): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const key = context.req.header(API_HEADERS.idempotencyKey);
    if (key !== undefined) {
      if (!/^[A-Za-z0-9_-]{16,128}$/.test(key)) {
        throw new KontorError({
          code: "InvalidArgument",
          message: "headers.Idempotency-Key: expected 16 to 128 characters of A-Z a-z 0-9 _ -.",
        });
      }
      const requestHash = sha256Text(`${context.req.method} ${context.req.path}\n${await context.req.text()}`);
      const caller = context.get("caller").address;
      if (!(await store.idempotency.claim({ caller, key, requestHash, now: clock() }))) {
        throw new KontorError({
          code: "IdempotencyKeyReused",
          message: "This idempotency key stood for another request.",
          hints: ["Take a new key for a new request."],
        });
      }
    }
    await next();
  };
}
