import { z } from "zod";
import { addressSchema, signatureSchema } from "./hex.ts";
import { heldRoleSchema } from "./organisations.ts";

/*
 * Sign-in with Ethereum (EIP-4361). The service writes the whole message; the wallet signs it as it is; the service
 * takes back only the same bytes. A cookie session is for the dApp (same origin); scripts ask for a bearer token and
 * send it as `Authorization: Bearer …`.
 */

/** An EIP-4361 message of this service is under 1 KiB. */
const MAX_MESSAGE_CHARACTERS = 4_096;

/** POST /api/challenges */
export const challengeRequestSchema = z.strictObject({ address: addressSchema }).meta({ id: "ChallengeRequest" });
export type ChallengeRequest = z.infer<typeof challengeRequestSchema>;

export const challengeResponseSchema = z
  .object({
    message: z.string(),
    nonce: z.string(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: "Challenge" });
export type ChallengeResponse = z.infer<typeof challengeResponseSchema>;

/** POST /api/sessions */
export const sessionRequestSchema = z
  .strictObject({
    message: z.string().min(1).max(MAX_MESSAGE_CHARACTERS),
    signature: signatureSchema,
    transport: z.enum(["cookie", "bearer"]),
  })
  .meta({ id: "SessionRequest" });
export type SessionRequest = z.infer<typeof sessionRequestSchema>;

export const sessionCreatedResponseSchema = z
  .object({
    address: addressSchema,
    expiresAt: z.iso.datetime(),
    /** Only with transport "bearer"; 256 random bits, shown once. */
    token: z.string().optional(),
  })
  .meta({ id: "SessionCreated" });
export type SessionCreatedResponse = z.infer<typeof sessionCreatedResponseSchema>;

const sessionSchema = z
  .object({
    address: addressSchema,
    expiresAt: z.iso.datetime(),
    transport: z.enum(["cookie", "bearer"]),
    /** From the chain index, to show; every request is checked on chain anew. */
    memberships: z.array(z.object({ organisation: addressSchema, name: z.string(), roles: z.array(heldRoleSchema) })),
  })
  .meta({ id: "Session" });
export type SessionResponse = z.infer<typeof sessionSchema>;

/** GET /api/session: null where there is none, or not any more. DELETE /api/session answers 204 and ends it. */
export const sessionResponseSchema = sessionSchema.nullable();
