import type { Context } from "hono";
import type { Address } from "viem";
import { API_HEADERS } from "#protocol/api/headers.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { sha256Text } from "../sessions/session-token.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";

/**
 * Honours Idempotency-Key on requests that may be run again with the same outcome: all it has to do is to refuse the key
 * for another request. Only once the caller is known to be allowed: nobody else fills the store with keys.
 *
 * @throws KontorError InvalidArgument, IdempotencyKeyReused, QuotaExceeded
 */
export async function claimIdempotencyKey({
  app: { store, clock, configuration },
  context,
  caller,
}: {
  app: Pick<AppContext, "store" | "clock" | "configuration">;
  context: Context<AppEnv>;
  caller: Address;
}): Promise<void> {
  const key = context.req.header(API_HEADERS.idempotencyKey);
  if (key === undefined) return;
  const limit = configuration.quotas.idempotencyKeys;
  const requestHash = sha256Text(`${context.req.method} ${context.req.path}\n${await context.req.text()}`);
  if (await store.idempotency.claim({ caller, key, requestHash, limit, now: clock() })) return;
  throw new KontorError({
    code: "IdempotencyKeyReused",
    message: "This idempotency key stood for another request.",
    hints: ["Take a new key for a new request."],
  });
}
