import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";

/**
 * POST /api/wraps: stores customer secrets wrapped under the organisation's wrap key (PROTOCOL 4.1, holder =
 * organisation). All or nothing. For WRITERs of the organisation; the customer must be stewarded by it, or (before the
 * chain knows it) have a share that POST /api/shares made for it. The first wrap of one (customer, keyEpoch, scope,
 * holder, wrapperEpoch) stays: the same bytes again are fine, other bytes are 409 WrapConflict.
 */
export const wrapsRequestSchema = z.strictObject({
  organisation: addressSchema,
  items: z.array(base64Schema(API_LIMITS.sealedBytes)).min(1).max(API_LIMITS.items),
});
export type WrapsRequest = z.infer<typeof wrapsRequestSchema>;

export const wrapsResponseSchema = z.object({
  /** How many were new; the rest was there with the same bytes. */
  stored: z.int().nonnegative(),
});
export type WrapsResponse = z.infer<typeof wrapsResponseSchema>;
