import { z } from "zod";
import { API_LIMITS } from "#protocol/api/limits.ts";
import {
  payloadPathSchema,
  payloadQueryRequestSchema,
  payloadQueryResponseSchema,
  payloadUploadQuerySchema,
  payloadUploadResponseSchema,
} from "#protocol/api/payloads.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { queryPayloads } from "../../payloads/query-payloads.ts";
import { storePayload } from "../../payloads/store-payload.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { createConcurrencyLimit } from "../limit-concurrency.ts";
import { readBody } from "../read-body.ts";
import { jsonAnswer, jsonRequest, ROLE_REFUSALS } from "../route-parts.ts";

/** Uploads in memory at one time: 64 of 2 MiB. */
const MAX_UPLOADS = 64;

const BYTES = { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } };

const getPayload = declareRoute({
  action: "getPayload",
  audience: "public",
  method: "get",
  path: "/api/payloads/{digest}",
  summary: "An envelope by its SHA-256",
  description: "Ciphertext is public: its digest is on chain, its keys are not. Never changes, so caches may keep it.",
  request: { params: payloadPathSchema },
  responses: { 200: { description: "The envelope's bytes.", content: BYTES } },
  errors: ["PayloadNotFound"],
});

const putPayload = declareRoute({
  action: "putPayload",
  audience: "member",
  method: "put",
  path: "/api/payloads/{digest}",
  summary: "Stores an envelope before its entry goes to the chain",
  description: `At most ${API_LIMITS.payloadBytes} bytes, as application/octet-stream. For WRITERs of the organisation.`,
  request: { params: payloadPathSchema, query: payloadUploadQuerySchema, body: { required: true, content: BYTES } },
  responses: {
    200: jsonAnswer("It was there.", payloadUploadResponseSchema),
    201: jsonAnswer("Stored.", payloadUploadResponseSchema),
  },
  errors: [
    ...ROLE_REFUSALS,
    "BodyTooLarge",
    "ContentEncodingRefused",
    "ContextMismatch",
    "CustomerErased",
    "InvalidFormat",
    "InvalidLength",
    "PayloadDigestMismatch",
    "PendingQuotaExceeded",
    "UnknownSuite",
    "UnknownVersion",
    "UploadBroken",
  ],
});

const postQuery = declareRoute({
  action: "queryPayloads",
  audience: "public",
  method: "post",
  path: "/api/payloads/query",
  summary: "Many envelopes at once",
  bodyLimit: 32 * 1024,
  request: jsonRequest(payloadQueryRequestSchema),
  responses: { 200: jsonAnswer("Those that are there.", payloadQueryResponseSchema) },
});

export function addPayloadRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  const { payloads } = app.store;
  const oneOfFew = createConcurrencyLimit({ limit: MAX_UPLOADS });

  add(postQuery, {
    handle: async (context) => {
      const { digests } = context.req.valid("json");
      return context.json(await queryPayloads({ payloads, digests }), 200);
    },
  });

  add(getPayload, {
    handle: async (context) => {
      const { digest } = context.req.valid("param");
      const headers = {
        "Content-Type": "application/octet-stream",
        "Cache-Control": "public, max-age=31536000, immutable",
      };
      if (context.req.method === "HEAD") {
        const size = await payloads.sizeOf(digest);
        if (size === undefined) throw payloadNotFound();
        return context.body(null, 200, { ...headers, "Content-Length": String(size) });
      }
      const bytes = await payloads.get(digest);
      if (bytes === undefined) throw payloadNotFound();
      return context.body(Uint8Array.from(bytes), 200, { ...headers, "Content-Length": String(bytes.length) });
    },
  });

  add(putPayload, {
    resource: (context) => ({ ...context.req.valid("query"), envelope: null }),
    handle: (context, { account, ask }) =>
      oneOfFew(async () => {
        const { organisation } = context.req.valid("query");
        const { created, ...stored } = await storePayload({
          context: app,
          organisation,
          author: account,
          isOwnWallet: organisation === account,
          confirm: async (envelope) => {
            await ask({ organisation, envelope });
          },
          digest: context.req.valid("param").digest,
          readUpload: () => readBody({ request: context.req.raw, limit: API_LIMITS.payloadBytes }),
        });
        return context.json(stored, created ? 201 : 200);
      }),
  });
}

function payloadNotFound(): KontorError {
  return new KontorError({ code: "PayloadNotFound", message: "There is no such payload here." });
}
