import { createRoute } from "@hono/zod-openapi";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import {
  historyPathSchema,
  historyRequestSchema,
  historyResponseSchema,
  historyStoredResponseSchema,
} from "#protocol/api/organisation-history.ts";
import { findHistory, storeHistory } from "../../keys/organisation-history.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { jsonAnswer, jsonRequest, REFUSALS, SESSION_SECURITY } from "../route-parts.ts";
import type { SessionGuard } from "../session-guard.ts";

const MAX_BODY = 16 * 1024;

const getHistory = createRoute({
  method: "get",
  path: "/api/organisations/{organisation}/history/{epoch}",
  summary: "The organisation secret of an epoch, under that of the next one",
  description: "For every account that holds a role in the organisation.",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: historyPathSchema },
  responses: { 200: jsonAnswer("Newest first; empty when there is none.", historyResponseSchema), ...REFUSALS },
});

const putHistory = createRoute({
  method: "put",
  path: "/api/organisations/{organisation}/history/{epoch}",
  summary: "Stores an organisation secret under that of the next epoch",
  description: "For the organisation's account and KEEPERs.",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: historyPathSchema, ...jsonRequest(historyRequestSchema) },
  responses: {
    200: jsonAnswer("It was there.", historyStoredResponseSchema),
    201: jsonAnswer("Stored.", historyStoredResponseSchema),
    ...REFUSALS,
  },
});

export function addHistoryRoutes({ api, app, session }: { api: ApiApp; app: AppContext; session: SessionGuard }): void {
  api.openapi({ ...getHistory, middleware: [session] as const }, async (context) => {
    const place = context.req.valid("param");
    const items = await findHistory({ context: app, account: context.get("caller").address, ...place });
    return context.json({ items: items.map(encodeBase64) }, 200);
  });

  api.openapi({ ...putHistory, middleware: [session, jsonBody({ limit: MAX_BODY })] as const }, async (context) => {
    const place = context.req.valid("param");
    const bytes = decodeBase64(context.req.valid("json").wrap);
    const created = await storeHistory({ context: app, account: context.get("caller").address, ...place, bytes });
    return context.json({ stored: true }, created ? 201 : 200);
  });
}
