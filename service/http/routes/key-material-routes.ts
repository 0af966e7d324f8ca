import { createRoute } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { openingsRequestSchema, openingsResponseSchema } from "#protocol/api/openings.ts";
import { sharesRequestSchema, sharesResponseSchema } from "#protocol/api/shares.ts";
import { wrapsRequestSchema, wrapsResponseSchema } from "#protocol/api/wraps.ts";
import { findOpenings } from "../../keys/find-openings.ts";
import { provideShares } from "../../keys/provide-shares.ts";
import { storeWraps } from "../../keys/store-wraps.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import type { AppEnv } from "../app-env.ts";
import { idempotency } from "../middleware/idempotency.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { jsonAnswer, jsonRequest, REFUSALS, SESSION_SECURITY } from "../route-parts.ts";
import type { SessionGuard } from "../session-guard.ts";

/** 500 wraps of 169 bytes in base64, or 500 items of two hashes, with room. */
const MAX_BODY = 512 * 1024;

const postShares = createRoute({
  method: "post",
  path: "/api/shares",
  summary: "Shred shares of customers, made where there are none",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: jsonRequest(sharesRequestSchema),
  responses: { 200: jsonAnswer("In the order asked.", sharesResponseSchema), ...REFUSALS },
});

const postWraps = createRoute({
  method: "post",
  path: "/api/wraps",
  summary: "Stores wrapped customer secrets and section keys, for the organisation or those it shares with",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: jsonRequest(wrapsRequestSchema),
  responses: { 200: jsonAnswer("All are stored.", wrapsResponseSchema), ...REFUSALS },
});

const postOpenings = createRoute({
  method: "post",
  path: "/api/openings",
  summary: "What the holder of a key needs beside the payloads to open them",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: jsonRequest(openingsRequestSchema),
  responses: {
    200: jsonAnswer("In the order asked; nothing where there is nothing.", openingsResponseSchema),
    ...REFUSALS,
  },
});

export function addKeyMaterialRoutes({
  api,
  app,
  session,
}: {
  api: ApiApp;
  app: AppContext;
  session: SessionGuard;
}): void {
  const body = jsonBody({ limit: MAX_BODY });
  const creating: MiddlewareHandler<AppEnv>[] = [session, body, idempotency(app)];

  api.openapi({ ...postShares, middleware: creating }, async (context) => {
    const { organisation, items } = context.req.valid("json");
    const shares = await provideShares({ context: app, account: context.get("caller").address, organisation, items });
    return context.json(
      {
        items: shares.map(({ customer, keyEpoch, share }) => ({ customer, keyEpoch, share: encodeBase64(share) })),
      },
      200,
    );
  });

  api.openapi({ ...postWraps, middleware: creating }, async (context) => {
    const { organisation, items } = context.req.valid("json");
    const wraps = items.map(decodeBase64);
    await storeWraps({ context: app, account: context.get("caller").address, organisation, wraps });
    return context.json({ stored: wraps.length }, 200);
  });

  api.openapi({ ...postOpenings, middleware: [session, body] as const }, async (context) => {
    const { organisation, items } = context.req.valid("json");
    const openings = await findOpenings({ context: app, account: context.get("caller").address, organisation, items });
    return context.json(
      {
        items: openings.map(({ customer, keyEpoch, wraps, channelWraps, share }) => ({
          customer,
          keyEpoch,
          wraps: wraps.map(encodeBase64),
          channelWraps: channelWraps.map(({ steward, wrap }) => ({ steward, wrap: encodeBase64(wrap) })),
          share: share === null ? null : encodeBase64(share),
        })),
      },
      200,
    );
  });
}
