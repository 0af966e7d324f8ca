import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";
import { decimalSchema, keyEpochSchema, maybeKeyEpochSchema } from "./numbers.ts";

/*
 * GET /api/organisations/{organisation}/secrets/{epoch}            the organisation secret, sealed to me
 * PUT /api/organisations/{organisation}/secrets/{epoch}/{member}   by the organisation's account or a KEEPER
 * GET /api/organisations/{organisation}/admissions/{epoch}         who has one; for the organisation's account and KEEPERs
 *
 * Differs from the first sketch: the store is append-only, so GET answers { items }, newest first. Nobody can overwrite
 * a member's copy, and a copy sealed before a key rotation that never reached the chain stands in nobody's way: the
 * reader takes the one whose secret derives the key in the directory.
 */

const epochInPath = decimalSchema(keyEpochSchema);

export const secretsPathSchema = z.object({ organisation: addressSchema, epoch: epochInPath });
export const memberSecretPathSchema = z.object({
  organisation: addressSchema,
  epoch: epochInPath,
  member: addressSchema,
});

const secret = base64Schema(API_LIMITS.sealedBytes);

/** Sealed organisation secrets (PROTOCOL 4.2) for the caller; empty when there is none. */
export const secretsResponseSchema = z.object({ items: z.array(secret) }).meta({ id: "Secrets" });
export type SecretsResponse = z.infer<typeof secretsResponseSchema>;

/** sender = organisation, senderEpoch = epoch, recipient = member, purpose 1: 201 stored, 200 already there. */
export const secretRequestSchema = z.strictObject({ secret }).meta({ id: "SecretRequest" });
export type SecretRequest = z.infer<typeof secretRequestSchema>;

export const secretStoredResponseSchema = z.object({ stored: z.boolean() }).meta({ id: "SecretStored" });

/** Every account that holds a role now, and whether the secret of this epoch is sealed to its current key. */
export const admissionsResponseSchema = z
  .object({
    items: z.array(z.object({ account: addressSchema, keyEpoch: maybeKeyEpochSchema, sealed: z.boolean() })),
  })
  .meta({ id: "Admissions" });
export type AdmissionsResponse = z.infer<typeof admissionsResponseSchema>;
