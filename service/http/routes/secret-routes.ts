import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import {
  admissionsResponseSchema,
  memberSecretPathSchema,
  secretRequestSchema,
  secretStoredResponseSchema,
  secretsPathSchema,
  secretsResponseSchema,
} from "#protocol/api/organisation-secrets.ts";
import { listAdmissions, storeSecret } from "../../keys/organisation-secrets.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { jsonAnswer, jsonRequest, ROLE_REFUSALS, SEALED_REFUSALS } from "../route-parts.ts";

const getSecrets = declareRoute({
  action: "getSecrets",
  audience: "member",
  method: "get",
  path: "/api/organisations/{organisation}/secrets/{epoch}",
  summary: "The organisation secret of an epoch, sealed to the caller",
  request: { params: secretsPathSchema },
  responses: { 200: jsonAnswer("Newest first; empty when there is none.", secretsResponseSchema) },
  errors: ROLE_REFUSALS,
});

const putSecret = declareRoute({
  action: "putSecret",
  audience: "member",
  method: "put",
  path: "/api/organisations/{organisation}/secrets/{epoch}/{member}",
  summary: "Stores an organisation secret sealed to a member",
  description: "For the organisation's account and KEEPERs.",
  bodyLimit: 16 * 1024,
  request: { params: memberSecretPathSchema, ...jsonRequest(secretRequestSchema) },
  responses: {
    200: jsonAnswer("It was there.", secretStoredResponseSchema),
    201: jsonAnswer("Stored.", secretStoredResponseSchema),
  },
  errors: [...SEALED_REFUSALS, "SecretLimitReached"],
});

const getAdmissions = declareRoute({
  action: "listAdmissions",
  audience: "member",
  method: "get",
  path: "/api/organisations/{organisation}/admissions/{epoch}",
  summary: "Which members have the organisation secret of an epoch",
  description: "For the organisation's account and KEEPERs.",
  request: { params: secretsPathSchema },
  responses: { 200: jsonAnswer("Everyone who holds a role.", admissionsResponseSchema) },
  errors: ROLE_REFUSALS,
});

export function addSecretRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  add(getSecrets, {
    resource: (context) => context.req.valid("param"),
    handle: async (context, { account }) => {
      const { organisation, epoch } = context.req.valid("param");
      const place = { kind: "organisation", organisation, epoch, recipient: account } as const;
      const secrets = await app.store.sealed.secrets(place);
      return context.json({ items: secrets.map(encodeBase64) }, 200);
    },
  });

  add(putSecret, {
    resource: (context) => context.req.valid("param"),
    handle: async (context, { account }) => {
      const bytes = decodeBase64(context.req.valid("json").secret);
      const created = await storeSecret({ context: app, author: account, ...context.req.valid("param"), bytes });
      return context.json({ stored: true }, created ? 201 : 200);
    },
  });

  add(getAdmissions, {
    resource: (context) => context.req.valid("param"),
    handle: async (context) => {
      const items = await listAdmissions({ context: app, ...context.req.valid("param") });
      return context.json({ items }, 200);
    },
  });
}
