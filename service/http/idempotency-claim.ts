import type { Context } from "hono";
import type { Address } from "viem";
import { API_HEADERS } from "#protocol/api/headers.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { sha256Of } from "../store/sha256-of.ts";
import type { Alongside } from "../store/store.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";

/**
 * Honours Idempotency-Key on requests that may be run again with the same outcome: all it has to do is to refuse the key
 * for another request. The key is checked before the act, and kept together with it: a crash leaves both or neither. Only once the
 * caller is known to be allowed, so that nobody else fills the store with keys.
 *
 * @returns what keeps the key; nothing to do without one
 * @throws KontorError IdempotencyKeyReused, QuotaExceeded; what is returned throws them too
 */
export async function claimIdempotencyKey({
  app: { store, clock, configuration },
  context,
  caller,
}: {
  app: Pick<AppContext, "store" | "clock" | "configuration">;
  context: Context<AppEnv>;
  caller: Address;
}): Promise<Alongside> {
  const key = context.req.header(API_HEADERS.idempotencyKey);
  if (key === undefined) return async () => undefined;
  const limit = configuration.quotas.idempotencyKeys;
  const requestHash = sha256Of(`${context.req.method} ${context.req.path}\n${await context.req.text()}`);
  const claim = { caller, key, requestHash, limit };
  if (!(await store.idempotency.check(claim))) throw keyReused();
  return async ({ idempotency }) => {
    if (!(await idempotency.claim({ ...claim, now: clock() }))) throw keyReused();
  };
}

function keyReused(): KontorError {
  return new KontorError({
    code: "IdempotencyKeyReused",
    message: "This idempotency key stood for another request.",
    hints: ["Take a new key for a new request."],
  });
}
