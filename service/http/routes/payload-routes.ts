import { createRoute } from "@hono/zod-openapi";
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
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { limitConcurrency } from "../middleware/limit-concurrency.ts";
import { readBody } from "../read-body.ts";
import { jsonAnswer, jsonRequest, REFUSALS, SESSION_SECURITY } from "../route-parts.ts";
import type { SessionGuard } from "../session-guard.ts";

const MAX_QUERY_BODY = 32 * 1024;

/** Uploads in memory at one time: 64 of 2 MiB. */
const MAX_UPLOADS = 64;

const BYTES = { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } };

const getPayload = createRoute({
  method: "get",
  path: "/api/payloads/{digest}",
  summary: "An envelope by its SHA-256",
  description: "Ciphertext is public: its digest is on chain, its keys are not. Never changes, so caches may keep it.",
  tags: ["public"],
  request: { params: payloadPathSchema },
  responses: { 200: { description: "The envelope's bytes.", content: BYTES }, ...REFUSALS },
});

const putPayload = createRoute({
  method: "put",
  path: "/api/payloads/{digest}",
  summary: "Stores an envelope before its entry goes to the chain",
  description: `At most ${API_LIMITS.payloadBytes} bytes, as application/octet-stream. For WRITERs of the organisation.`,
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: payloadPathSchema, query: payloadUploadQuerySchema, body: { required: true, content: BYTES } },
  responses: {
    200: jsonAnswer("It was there.", payloadUploadResponseSchema),
    201: jsonAnswer("Stored.", payloadUploadResponseSchema),
    ...REFUSALS,
  },
});

const queryRoute = createRoute({
  method: "post",
  path: "/api/payloads/query",
  summary: "Many envelopes at once",
  tags: ["public"],
  middleware: [jsonBody({ limit: MAX_QUERY_BODY })] as const,
  request: jsonRequest(payloadQueryRequestSchema),
  responses: { 200: jsonAnswer("Those that are there.", payloadQueryResponseSchema), ...REFUSALS },
});

export function addPayloadRoutes({ api, app, session }: { api: ApiApp; app: AppContext; session: SessionGuard }): void {
  const { payloads } = app.store;

  api.openapi(queryRoute, async (context) => {
    const { digests } = context.req.valid("json");
    return context.json(await queryPayloads({ payloads, digests }), 200);
  });

  api.openapi(getPayload, async (context) => {
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
  });

  api.openapi(
    { ...putPayload, middleware: [session, limitConcurrency({ limit: MAX_UPLOADS })] as const },
    async (context) => {
      const { digest } = context.req.valid("param");
      const { organisation } = context.req.valid("query");
      const account = context.get("caller").address;
      const { created, ...stored } = await storePayload({
        context: app,
        account,
        organisation,
        digest,
        readUpload: () => readBody({ request: context.req.raw, limit: API_LIMITS.payloadBytes }),
      });
      return context.json(stored, created ? 201 : 200);
    },
  );
}

function payloadNotFound(): KontorError {
  return new KontorError({ code: "PayloadNotFound", message: "There is no such payload here." });
}
