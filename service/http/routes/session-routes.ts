import { createRoute } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import {
  challengeRequestSchema,
  challengeResponseSchema,
  sessionCreatedResponseSchema,
  sessionRequestSchema,
  sessionResponseSchema,
} from "#protocol/api/sessions.ts";
import { listMemberships } from "../../directory/list-memberships.ts";
import { createChallenge } from "../../sessions/create-challenge.ts";
import { createSession } from "../../sessions/create-session.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import type { AppEnv } from "../app-env.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { jsonAnswer, jsonRequest, REFUSALS, SESSION_SECURITY } from "../route-parts.ts";
import { requireSameOrigin } from "../same-origin.ts";
import { clearSessionCookie, writeSessionCookie } from "../session-cookie.ts";
import type { SessionGuard } from "../session-guard.ts";

const MAX_SIGN_IN_BODY = 32 * 1024;

const postChallenge = createRoute({
  method: "post",
  path: "/api/challenges",
  summary: "A sign-in message for a wallet to sign (EIP-4361)",
  tags: ["sign-in"],
  request: jsonRequest(challengeRequestSchema),
  responses: { 201: jsonAnswer("Sign it as it is; it works once.", challengeResponseSchema), ...REFUSALS },
});

const postSession = createRoute({
  method: "post",
  path: "/api/sessions",
  summary: "Opens a session with a signed message",
  tags: ["sign-in"],
  request: jsonRequest(sessionRequestSchema),
  responses: { 201: jsonAnswer("With a cookie, or with a token.", sessionCreatedResponseSchema), ...REFUSALS },
});

const getSession = createRoute({
  method: "get",
  path: "/api/session",
  summary: "Who is signed in, and what the index knows of their roles",
  tags: ["session"],
  security: SESSION_SECURITY,
  responses: { 200: jsonAnswer("The session.", sessionResponseSchema), ...REFUSALS },
});

const deleteSession = createRoute({
  method: "delete",
  path: "/api/session",
  summary: "Ends the session",
  tags: ["session"],
  security: SESSION_SECURITY,
  responses: { 204: { description: "Ended." }, ...REFUSALS },
});

export function addSessionRoutes({
  api,
  app,
  session,
  limitSignIn,
}: {
  api: ApiApp;
  app: AppContext;
  session: SessionGuard;
  limitSignIn: MiddlewareHandler<AppEnv>;
}): void {
  const { publicOrigin, clock } = app;
  const signIn: MiddlewareHandler<AppEnv>[] = [limitSignIn, jsonBody({ limit: MAX_SIGN_IN_BODY })];

  api.openapi({ ...postChallenge, middleware: signIn }, async (context) => {
    const { address } = context.req.valid("json");
    return context.json(await createChallenge({ context: app, address }), 201);
  });

  api.openapi({ ...postSession, middleware: signIn }, async (context) => {
    const { message, signature, transport } = context.req.valid("json");
    // Without this another site could sign its visitor in as somebody else.
    if (transport === "cookie") requireSameOrigin({ context, publicOrigin });
    const { token, address, expiresAt } = await createSession({ context: app, message, signature, transport });
    const answer = { address, expiresAt: new Date(expiresAt).toISOString() };
    if (transport === "bearer") return context.json({ ...answer, token }, 201);
    const maxAgeSeconds = Math.floor((expiresAt - clock()) / 1000);
    writeSessionCookie({ context, publicOrigin, token, maxAgeSeconds });
    return context.json(answer, 201);
  });

  api.openapi({ ...getSession, middleware: [session] as const }, async (context) => {
    const { address, transport, expiresAt } = context.get("caller");
    const memberships = await listMemberships({ index: app.store.index, account: address, now: clock() });
    return context.json({ address, transport, expiresAt: new Date(expiresAt).toISOString(), memberships }, 200);
  });

  api.openapi({ ...deleteSession, middleware: [session] as const }, async (context) => {
    await app.store.sessions.endSession(context.get("caller").tokenHash);
    clearSessionCookie({ context, publicOrigin });
    return context.body(null, 204);
  });
}
