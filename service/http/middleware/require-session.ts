import type { Context, MiddlewareHandler } from "hono";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { hashToken } from "../../sessions/session-token.ts";
import type { AppContext } from "../app-context.ts";
import type { AppEnv, Caller } from "../app-env.ts";
import { requireSameOrigin } from "../same-origin.ts";
import { readSessionCookie } from "../session-cookie.ts";
import type { TokenBuckets } from "../token-bucket.ts";
import { takeToken } from "./limit-rate.ts";

export type SessionParameters = { app: AppContext; buckets: TokenBuckets };

/**
 * Lets a request in that has a live session, by bearer token or by cookie, and sets `caller`.
 * @throws KontorError SignInRequired, CrossSiteRefused, RateLimited
 */
export function requireSession(parameters: SessionParameters): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const caller = await readSession({ ...parameters, context });
    if (caller === undefined) {
      throw new KontorError({
        code: "SignInRequired",
        message: "This needs a session, and there is none or it has ended.",
        hints: ["Sign in: POST /api/challenges, then POST /api/sessions."],
      });
    }
    context.set("caller", caller);
    await next();
  };
}

/** Sets `caller` where there is a live session. @throws KontorError CrossSiteRefused, RateLimited */
export function lookForSession(parameters: SessionParameters): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const caller = await readSession({ ...parameters, context });
    if (caller !== undefined) context.set("caller", caller);
    await next();
  };
}

async function readSession({
  app: { configuration, publicOrigin, store, clock },
  buckets,
  context,
}: SessionParameters & { context: Context<AppEnv> }): Promise<Caller | undefined> {
  const bearer = /^Bearer ([A-Za-z0-9_-]{1,128})$/i.exec(context.req.header("authorization") ?? "")?.[1];
  const token = bearer ?? readSessionCookie({ context, publicOrigin });
  if (token === undefined) return undefined;
  const transport = bearer === undefined ? "cookie" : "bearer";
  if (transport === "cookie") requireSameOrigin({ context, publicOrigin });
  const tokenHash = hashToken(token);
  const session = await store.sessions.touchSession({
    tokenHash,
    now: clock(),
    maxIdle: configuration.session.maxIdleMs,
  });
  // A token works only the way it was asked for: a stolen cookie is no bearer token.
  if (session?.transport !== transport) return undefined;
  takeToken({ buckets, key: session.address });
  return { ...session, tokenHash };
}
