import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";
import { keyEpochSchema } from "./numbers.ts";

/*
 * Differs from the first sketch: `wraps` is a list. After an organisation's key rotation a customer secret is wrapped
 * under several wrapper epochs, and later under several scopes; the reader takes the one it holds the key of.
 */

/**
 * POST /api/openings: what a member needs beside the payload to open it. For READER, WRITER and COMPLIANCE of the
 * organisation, for customers it stewards (or is about to create). What is forbidden and what is missing look alike:
 * no wraps, share null.
 */
export const openingsRequestSchema = z.strictObject({
  organisation: addressSchema,
  items: z
    .array(z.strictObject({ customer: bytes32Schema, keyEpoch: keyEpochSchema }))
    .min(1)
    .max(API_LIMITS.items),
});
export type OpeningsRequest = z.infer<typeof openingsRequestSchema>;

/** In the order asked. */
export const openingsResponseSchema = z.object({
  items: z.array(
    z.object({
      customer: bytes32Schema,
      keyEpoch: keyEpochSchema,
      /** Wraps with holder = organisation, newest wrapper epoch first. */
      wraps: z.array(base64Schema(API_LIMITS.sealedBytes)),
      share: base64Schema(32).nullable(),
    }),
  ),
});
export type OpeningsResponse = z.infer<typeof openingsResponseSchema>;
