import type { z } from "zod";
import { errorResponseSchema } from "#protocol/api/error.ts";

const refusal = {
  description: "Refused: `error.code` says why.",
  content: { "application/json": { schema: errorResponseSchema } },
} as const;

/** A JSON answer, for a route's `responses`. */
export function jsonAnswer<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { "application/json": { schema } } } as const;
}

/** A JSON body, for a route's `request`. */
export function jsonRequest<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { "application/json": { schema } } } } as const;
}

/** What every route can answer beside its own. */
export const REFUSALS = { "4XX": refusal, "5XX": refusal } as const;

/** Marks a route that needs a session, in the OpenAPI document. */
export const SESSION_SECURITY: Record<string, string[]>[] = [{ bearer: [] }, { cookie: [] }];
