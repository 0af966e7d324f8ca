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
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { CHAIN_REFUSALS, jsonAnswer, jsonRequest } from "../route-parts.ts";
import { requireSameOrigin } from "../same-origin.ts";
import { clearSessionCookie, writeSessionCookie } from "../session-cookie.ts";

const MAX_SIGN_IN_BODY = 32 * 1024;

const postChallenge = declareRoute({
  action: "createChallenge",
  audience: "signIn",
  method: "post",
  path: "/api/challenges",
  summary: "A sign-in message for a wallet to sign (EIP-4361)",
  bodyLimit: MAX_SIGN_IN_BODY,
  request: jsonRequest(challengeRequestSchema),
  responses: { 201: jsonAnswer("Sign it as it is; it works once.", challengeResponseSchema) },
});

const postSession = declareRoute({
  action: "createSession",
  audience: "signIn",
  method: "post",
  path: "/api/sessions",
  summary: "Opens a session with a signed message",
  bodyLimit: MAX_SIGN_IN_BODY,
  request: jsonRequest(sessionRequestSchema),
  responses: { 201: jsonAnswer("With a cookie, or with a token.", sessionCreatedResponseSchema) },
  errors: [...CHAIN_REFUSALS, "CrossSiteRefused", "InvalidSignIn"],
});

const getSession = declareRoute({
  action: "getSession",
  audience: "visitor",
  method: "get",
  path: "/api/session",
  summary: "Who is signed in, and what the index knows of their roles",
  responses: { 200: jsonAnswer("The session; null where there is none, or not any more.", sessionResponseSchema) },
});

const deleteSession = declareRoute({
  action: "endSession",
  audience: "member",
  method: "delete",
  path: "/api/session",
  summary: "Ends the session",
  responses: { 204: { description: "Ended." } },
});

export function addSessionRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  const { publicOrigin, clock } = app;

  add(postChallenge, {
    handle: async (context) => {
      const { address } = context.req.valid("json");
      return context.json(await createChallenge({ context: app, address }), 201);
    },
  });

  add(postSession, {
    handle: async (context) => {
      const { message, signature, transport } = context.req.valid("json");
      // Without this another site could sign its visitor in as somebody else.
      if (transport === "cookie") requireSameOrigin({ context, publicOrigin });
      const { token, address, expiresAt } = await createSession({ context: app, message, signature, transport });
      const answer = { address, expiresAt: new Date(expiresAt).toISOString() };
      if (transport === "bearer") return context.json({ ...answer, token }, 201);
      const maxAgeSeconds = Math.floor((expiresAt - clock()) / 1000);
      writeSessionCookie({ context, publicOrigin, token, maxAgeSeconds });
      return context.json(answer, 201);
    },
  });

  add(getSession, {
    handle: async (context, { caller }) => {
      if (caller === undefined) return context.json(null, 200);
      const { address, transport, expiresAt } = caller;
      const memberships = await listMemberships({ index: app.store.index, account: address, now: clock() });
      return context.json({ address, transport, expiresAt: new Date(expiresAt).toISOString(), memberships }, 200);
    },
  });

  add(deleteSession, {
    handle: async (context, { caller }) => {
      await app.store.sessions.endSession(caller.tokenHash);
      clearSessionCookie({ context, publicOrigin });
      return context.body(null, 204);
    },
  });
}
