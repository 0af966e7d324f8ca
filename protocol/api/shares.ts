import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";
import { keyEpochSchema } from "./numbers.ts";

/**
 * POST /api/shares: the shred shares of customers, made where there are none. All or nothing. For WRITERs of the
 * organisation, for customers it stewards or, with the salt that proves the id its own, is about to create. A share
 * is only made for the organisation's current key epoch on chain. An erased customer is 410 CustomerErased. A share
 * that must have been made and is gone is never made again: 409 ShareMissing.
 */
export const sharesRequestSchema = z
  .strictObject({
    organisation: addressSchema,
    items: z
      .array(
        z.strictObject({
          customer: bytes32Schema,
          keyEpoch: keyEpochSchema,
          /** customer = keccak256(abi.encode(organisation, salt)): needed until the index holds entry 1. */
          salt: bytes32Schema.optional(),
        }),
      )
      .min(1)
      .max(API_LIMITS.items),
  })
  .meta({ id: "SharesRequest" });
export type SharesRequest = z.infer<typeof sharesRequestSchema>;

/** In the order asked. A share is 32 bytes. */
export const sharesResponseSchema = z
  .object({
    items: z.array(z.object({ customer: bytes32Schema, keyEpoch: keyEpochSchema, share: base64Schema(32) })),
  })
  .meta({ id: "Shares" });
export type SharesResponse = z.infer<typeof sharesResponseSchema>;
