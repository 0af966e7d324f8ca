import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import {
  channelPathSchema,
  channelRequestSchema,
  channelResponseSchema,
  channelStoredResponseSchema,
} from "#protocol/api/channels.ts";
import { storeChannel } from "../../keys/channels.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { jsonAnswer, jsonRequest, ROLE_REFUSALS, SEALED_REFUSALS } from "../route-parts.ts";

const getChannel = declareRoute({
  action: "getChannel",
  audience: "member",
  method: "get",
  path: "/api/channels/{steward}/{grantee}/{epoch}",
  summary: "The key of the channel from a steward to a grantee, sealed to the grantee",
  description: "For the grantee's account and members, and for the steward's members.",
  request: { params: channelPathSchema },
  responses: { 200: jsonAnswer("Newest first; empty when there is none.", channelResponseSchema) },
  errors: ROLE_REFUSALS,
});

const putChannel = declareRoute({
  action: "putChannel",
  audience: "member",
  method: "put",
  path: "/api/channels/{steward}/{grantee}/{epoch}",
  summary: "Stores a channel key sealed to a grantee",
  description: "For WRITERs and KEEPERs of the steward.",
  bodyLimit: 16 * 1024,
  request: { params: channelPathSchema, ...jsonRequest(channelRequestSchema) },
  responses: {
    200: jsonAnswer("It was there.", channelStoredResponseSchema),
    201: jsonAnswer("Stored.", channelStoredResponseSchema),
  },
  errors: [...SEALED_REFUSALS, "SecretLimitReached"],
});

export function addChannelRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  add(getChannel, {
    resource: (context) => context.req.valid("param"),
    handle: async (context) => {
      const { steward, grantee, epoch } = context.req.valid("param");
      const place = { kind: "channel", organisation: steward, epoch, recipient: grantee } as const;
      const items = await app.store.sealed.secrets(place);
      return context.json({ items: items.map(encodeBase64) }, 200);
    },
  });

  add(putChannel, {
    resource: (context) => ({ organisation: context.req.valid("param").steward }),
    handle: async (context, { account }) => {
      const bytes = decodeBase64(context.req.valid("json").secret);
      const created = await storeChannel({ context: app, author: account, ...context.req.valid("param"), bytes });
      return context.json({ stored: true }, created ? 201 : 200);
    },
  });
}
