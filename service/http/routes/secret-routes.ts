import { createRoute } from "@hono/zod-openapi";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import {
  admissionsResponseSchema,
  memberSecretPathSchema,
  secretRequestSchema,
  secretStoredResponseSchema,
  secretsPathSchema,
  secretsResponseSchema,
} from "#protocol/api/organisation-secrets.ts";
import { findSecrets, listAdmissions, storeSecret } from "../../keys/organisation-secrets.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { jsonAnswer, jsonRequest, REFUSALS, SESSION_SECURITY } from "../route-parts.ts";
import type { SessionGuard } from "../session-guard.ts";

const MAX_BODY = 16 * 1024;

const getSecrets = createRoute({
  method: "get",
  path: "/api/organisations/{organisation}/secrets/{epoch}",
  summary: "The organisation secret of an epoch, sealed to the caller",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: secretsPathSchema },
  responses: { 200: jsonAnswer("Newest first; empty when there is none.", secretsResponseSchema), ...REFUSALS },
});

const putSecret = createRoute({
  method: "put",
  path: "/api/organisations/{organisation}/secrets/{epoch}/{member}",
  summary: "Stores an organisation secret sealed to a member",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: memberSecretPathSchema, ...jsonRequest(secretRequestSchema) },
  responses: {
    200: jsonAnswer("It was there.", secretStoredResponseSchema),
    201: jsonAnswer("Stored.", secretStoredResponseSchema),
    ...REFUSALS,
  },
});

const getAdmissions = createRoute({
  method: "get",
  path: "/api/organisations/{organisation}/admissions/{epoch}",
  summary: "Which members have the organisation secret of an epoch",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: secretsPathSchema },
  responses: { 200: jsonAnswer("Everyone who holds a role.", admissionsResponseSchema), ...REFUSALS },
});

export function addSecretRoutes({ api, app, session }: { api: ApiApp; app: AppContext; session: SessionGuard }): void {
  api.openapi({ ...getSecrets, middleware: [session] as const }, async (context) => {
    const { organisation, epoch } = context.req.valid("param");
    const secrets = await findSecrets({ context: app, account: context.get("caller").address, organisation, epoch });
    return context.json({ items: secrets.map(encodeBase64) }, 200);
  });

  api.openapi({ ...putSecret, middleware: [session, jsonBody({ limit: MAX_BODY })] as const }, async (context) => {
    const { organisation, epoch, member } = context.req.valid("param");
    const bytes = decodeBase64(context.req.valid("json").secret);
    const account = context.get("caller").address;
    const created = await storeSecret({ context: app, account, organisation, epoch, member, bytes });
    return context.json({ stored: true }, created ? 201 : 200);
  });

  api.openapi({ ...getAdmissions, middleware: [session] as const }, async (context) => {
    const { organisation, epoch } = context.req.valid("param");
    const items = await listAdmissions({ context: app, account: context.get("caller").address, organisation, epoch });
    return context.json({ items }, 200);
  });
}
