import { createRoute } from "@hono/zod-openapi";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import {
  channelPathSchema,
  channelRequestSchema,
  channelResponseSchema,
  channelStoredResponseSchema,
} from "#protocol/api/channels.ts";
import { findChannel, storeChannel } from "../../keys/channels.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { jsonAnswer, jsonRequest, REFUSALS, SESSION_SECURITY } from "../route-parts.ts";
import type { SessionGuard } from "../session-guard.ts";

const MAX_BODY = 16 * 1024;

const getChannel = createRoute({
  method: "get",
  path: "/api/channels/{steward}/{grantee}/{epoch}",
  summary: "The key of the channel from a steward to a grantee, sealed to the grantee",
  description: "For the grantee's account and members, and for the steward's members.",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: channelPathSchema },
  responses: { 200: jsonAnswer("Newest first; empty when there is none.", channelResponseSchema), ...REFUSALS },
});

const putChannel = createRoute({
  method: "put",
  path: "/api/channels/{steward}/{grantee}/{epoch}",
  summary: "Stores a channel key sealed to a grantee",
  description: "For WRITERs and KEEPERs of the steward.",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: channelPathSchema, ...jsonRequest(channelRequestSchema) },
  responses: {
    200: jsonAnswer("It was there.", channelStoredResponseSchema),
    201: jsonAnswer("Stored.", channelStoredResponseSchema),
    ...REFUSALS,
  },
});

export function addChannelRoutes({ api, app, session }: { api: ApiApp; app: AppContext; session: SessionGuard }): void {
  api.openapi({ ...getChannel, middleware: [session] as const }, async (context) => {
    const place = context.req.valid("param");
    const items = await findChannel({ context: app, account: context.get("caller").address, ...place });
    return context.json({ items: items.map(encodeBase64) }, 200);
  });

  api.openapi({ ...putChannel, middleware: [session, jsonBody({ limit: MAX_BODY })] as const }, async (context) => {
    const place = context.req.valid("param");
    const bytes = decodeBase64(context.req.valid("json").secret);
    const created = await storeChannel({ context: app, account: context.get("caller").address, ...place, bytes });
    return context.json({ stored: true }, created ? 201 : 200);
  });
}
