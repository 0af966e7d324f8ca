import { createRoute } from "@hono/zod-openapi";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { identitySchema, identityStoredResponseSchema } from "#protocol/api/identity.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { storeIdentity } from "../../keys/store-identity.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { readPrecondition } from "../read-precondition.ts";
import { jsonAnswer, jsonRequest, REFUSALS, SESSION_SECURITY } from "../route-parts.ts";
import type { SessionGuard } from "../session-guard.ts";

const MAX_BODY = 16 * 1024;

const getIdentity = createRoute({
  method: "get",
  path: "/api/identity",
  summary: "The caller's own sealed identity",
  tags: ["session"],
  security: SESSION_SECURITY,
  responses: { 200: jsonAnswer("With its ETag.", identitySchema), ...REFUSALS },
});

const putIdentity = createRoute({
  method: "put",
  path: "/api/identity",
  summary: "Stores the caller's sealed identity",
  description: "With `If-None-Match: *` the first one, with `If-Match` in the place of exactly that one.",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: jsonRequest(identitySchema),
  responses: {
    200: jsonAnswer("Replaced.", identityStoredResponseSchema),
    201: jsonAnswer("Stored.", identityStoredResponseSchema),
    ...REFUSALS,
  },
});

export function addIdentityRoutes({
  api,
  app,
  session,
}: {
  api: ApiApp;
  app: AppContext;
  session: SessionGuard;
}): void {
  api.openapi({ ...getIdentity, middleware: [session] as const }, async (context) => {
    const found = await app.store.sealed.identity(context.get("caller").address);
    if (found === undefined) {
      throw new KontorError({ code: "IdentityNotFound", message: "No identity is stored for this account." });
    }
    return context.json({ identity: encodeBase64(found.bytes) }, 200, { ETag: found.etag });
  });

  api.openapi({ ...putIdentity, middleware: [session, jsonBody({ limit: MAX_BODY })] as const }, async (context) => {
    const expected = readPrecondition(context);
    const bytes = decodeBase64(context.req.valid("json").identity);
    const etag = await storeIdentity({ context: app, account: context.get("caller").address, bytes, expected });
    return context.json({ etag }, expected === null ? 201 : 200, { ETag: etag });
  });
}
