import { z } from "zod";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { identityResponseSchema, identitySchema, identityStoredResponseSchema } from "#protocol/api/identity.ts";
import { storeIdentity } from "../../keys/store-identity.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { readPrecondition } from "../read-precondition.ts";
import { jsonAnswer, jsonRequest } from "../route-parts.ts";

const etagHeaders = z.object({ ETag: z.string().optional() });

const getIdentity = declareRoute({
  action: "getIdentity",
  audience: "member",
  method: "get",
  path: "/api/identity",
  summary: "The caller's own sealed identity",
  responses: {
    200: { ...jsonAnswer("With its ETag; null while none is stored.", identityResponseSchema), headers: etagHeaders },
  },
});

const putIdentity = declareRoute({
  action: "putIdentity",
  audience: "member",
  method: "put",
  path: "/api/identity",
  summary: "Stores the caller's sealed identity",
  description: "With `If-None-Match: *` the first one, with `If-Match` in the place of exactly that one.",
  bodyLimit: 16 * 1024,
  request: jsonRequest(identitySchema),
  responses: {
    200: { ...jsonAnswer("Replaced.", identityStoredResponseSchema), headers: etagHeaders },
    201: { ...jsonAnswer("Stored.", identityStoredResponseSchema), headers: etagHeaders },
  },
  errors: [
    "ContextMismatch",
    "Forbidden",
    "InvalidFormat",
    "InvalidLength",
    "InvalidLockCost",
    "PreconditionFailed",
    "PreconditionRequired",
    "UnknownLock",
    "UnknownSuite",
    "UnknownVersion",
  ],
});

export function addIdentityRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  add(getIdentity, {
    handle: async (context, { account }) => {
      const found = await app.store.sealed.identity(account);
      if (found === undefined) return context.json(null, 200);
      return context.json({ identity: encodeBase64(found.bytes) }, 200, { ETag: found.etag });
    },
  });

  add(putIdentity, {
    handle: async (context, { account }) => {
      const expected = readPrecondition(context);
      const bytes = decodeBase64(context.req.valid("json").identity);
      const etag = await storeIdentity({ context: app, account, bytes, expected });
      return context.json({ etag }, expected === null ? 201 : 200, { ETag: etag });
    },
  });
}
