import type { RouteConfig } from "@hono/zod-openapi";
import { z } from "zod";
import { errorResponseSchema } from "#protocol/api/error.ts";
import { API_HEADERS } from "#protocol/api/headers.ts";
import type { ErrorCode } from "#protocol/errors/codes.ts";
import { AUDIENCES } from "./audiences.ts";
import type { RouteDeclaration } from "./declare-route.ts";
import { statusOf } from "./status-of.ts";

export const IDEMPOTENCY_HEADER = z.object({
  [API_HEADERS.idempotencyKey]: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,128}$/, "expected 16 to 128 characters of A-Z a-z 0-9 _ -")
    .optional()
    .meta({
      description: "The same key with the same body answers what was answered before; with another it is refused.",
    }),
});

const JSON_BODY: readonly ErrorCode[] = [
  "BodyTooLarge",
  "ContentEncodingRefused",
  "InvalidJson",
  "InvalidText",
  "JsonTooLarge",
  "UnsupportedMediaType",
  "UploadBroken",
];

/** What a route refuses with, by status, for the OpenAPI document: its own codes, and those its declaration brings with it. */
export function describeRefusals({
  route: { audience, method, request, bodyLimit, idempotent = false },
  errors,
}: {
  route: RouteDeclaration;
  errors: readonly ErrorCode[];
}): RouteConfig["responses"] {
  const { session, limits } = AUDIENCES[audience];
  const codes = new Set<ErrorCode>([
    ...errors,
    ...(limits.length > 0 ? (["RateLimited"] as const) : []),
    ...(session === "required" ? (["SignInRequired", "RateLimited"] as const) : []),
    ...(session !== "none" && method !== "get" ? (["CrossSiteRefused"] as const) : []),
    ...(request === undefined ? [] : (["InvalidArgument"] as const)),
    ...(bodyLimit === undefined ? [] : JSON_BODY),
    ...(idempotent ? (["IdempotencyKeyReused"] as const) : []),
    ...(session === "none" ? [] : (["StoreBusy", "StoreFailed", "StorageFull"] as const)),
    "InternalFailure",
  ]);
  const byStatus = Map.groupBy([...codes].sort(), statusOf);
  const statuses = [...byStatus].sort(([left], [right]) => left - right);
  return Object.fromEntries(statuses.map(([status, here]) => [status, describe(here)]));
}

function describe(codes: readonly ErrorCode[]): RouteConfig["responses"][string] {
  const own = z.object({ error: z.object({ code: z.enum(codes) }) });
  return {
    description: codes.map((code) => `\`${code}\``).join(", "),
    content: { "application/json": { schema: errorResponseSchema.and(own) } },
  };
}
