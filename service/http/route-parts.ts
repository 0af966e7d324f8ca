import type { z } from "zod";
import type { ErrorCode } from "#protocol/errors/codes.ts";

/** A JSON answer, for a route's `responses`. */
export function jsonAnswer<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { "application/json": { schema } } } as const;
}

/** A JSON body, for a route's `request`. */
export function jsonRequest<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { "application/json": { schema } } } } as const;
}

/** What a question to the chain, or about a role, can be refused with. */
export const CHAIN_REFUSALS: readonly ErrorCode[] = ["ChainMismatch", "ChainUnavailable"];
export const ROLE_REFUSALS: readonly ErrorCode[] = ["Forbidden", ...CHAIN_REFUSALS];

/** What an object that names its registry and epoch can be refused with, when it is put somewhere. */
export const SEALED_REFUSALS: readonly ErrorCode[] = [
  ...ROLE_REFUSALS,
  "ContextMismatch",
  "InvalidFormat",
  "InvalidLength",
  "StaleKeyEpoch",
  "UnknownPurpose",
  "UnknownSuite",
  "UnknownVersion",
];

/** Marks a route that needs a session, in the OpenAPI document. */
export const SESSION_SECURITY: Record<string, string[]>[] = [{ bearer: [] }, { cookie: [] }];
