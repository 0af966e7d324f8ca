import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { API_LIMITS } from "./limits.ts";

/*
 * GET /api/identity   own sealed identity (PROTOCOL 4.3) with its ETag header; null while none is stored
 * PUT /api/identity   needs `If-None-Match: *` (the first one) or `If-Match: <etag>` (replaces exactly that one):
 *                     428 PreconditionRequired without, 412 PreconditionFailed when it does not hold
 */
export const identitySchema = z
  .strictObject({ identity: base64Schema(API_LIMITS.sealedBytes) })
  .meta({ id: "Identity" });
export type Identity = z.infer<typeof identitySchema>;

export const identityResponseSchema = identitySchema.nullable();

/** The answer to a PUT; the ETag header carries the same. */
export const identityStoredResponseSchema = z.object({ etag: z.string() }).meta({ id: "IdentityStored" });
export type IdentityStoredResponse = z.infer<typeof identityStoredResponseSchema>;
