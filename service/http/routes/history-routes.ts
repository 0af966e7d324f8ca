import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import {
  historyPathSchema,
  historyRequestSchema,
  historyResponseSchema,
  historyStoredResponseSchema,
} from "#protocol/api/organisation-history.ts";
import { storeHistory } from "../../keys/organisation-history.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { jsonAnswer, jsonRequest, ROLE_REFUSALS, SEALED_REFUSALS } from "../route-parts.ts";

const getHistory = declareRoute({
  action: "getHistory",
  audience: "member",
  method: "get",
  path: "/api/organisations/{organisation}/history/{epoch}",
  summary: "The organisation secret of an epoch, under that of the next one",
  description: "For every account that holds a role in the organisation.",
  request: { params: historyPathSchema },
  responses: { 200: jsonAnswer("Newest first; empty when there is none.", historyResponseSchema) },
  errors: ROLE_REFUSALS,
});

const putHistory = declareRoute({
  action: "putHistory",
  audience: "member",
  method: "put",
  path: "/api/organisations/{organisation}/history/{epoch}",
  summary: "Stores an organisation secret under that of the next epoch",
  description: "For the organisation's account and KEEPERs.",
  bodyLimit: 16 * 1024,
  request: { params: historyPathSchema, ...jsonRequest(historyRequestSchema) },
  responses: {
    200: jsonAnswer("It was there.", historyStoredResponseSchema),
    201: jsonAnswer("Stored.", historyStoredResponseSchema),
  },
  errors: [...SEALED_REFUSALS, "SecretLimitReached"],
});

export function addHistoryRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  add(getHistory, {
    resource: (context) => context.req.valid("param"),
    handle: async (context) => {
      const { organisation, epoch } = context.req.valid("param");
      const place = { kind: "history", organisation, epoch, recipient: organisation } as const;
      const items = await app.store.sealed.secrets(place);
      return context.json({ items: items.map(encodeBase64) }, 200);
    },
  });

  add(putHistory, {
    resource: (context) => context.req.valid("param"),
    handle: async (context, { account }) => {
      const bytes = decodeBase64(context.req.valid("json").wrap);
      const created = await storeHistory({ context: app, author: account, ...context.req.valid("param"), bytes });
      return context.json({ stored: true }, created ? 201 : 200);
    },
  });
}
