import { z } from "zod";
import { grantSchema } from "./access.ts";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";
import { decimalSchema } from "./numbers.ts";

/**
 * GET /api/grants?grantee=&steward=&customer=&after=&limit=: grants that are held now, by the chain index, oldest first. At
 * least one of grantee and steward; `customer` is matched as it stands, so zero asks for grants of all customers. For the
 * customers behind them: GET /api/customers?grantee=.
 */
export const grantsQuerySchema = z.strictObject({
  grantee: addressSchema.optional(),
  steward: addressSchema.optional(),
  customer: bytes32Schema.optional(),
  /** `next` of the page before. */
  after: z
    .string()
    .regex(/^[0-9]{1,15}-[0-9]{1,10}$/, "expected the `next` of an earlier page")
    .optional(),
  limit: decimalSchema(z.int().min(1).max(API_LIMITS.pageSize)).optional(),
});
export type GrantsQuery = z.infer<typeof grantsQuerySchema>;

export const grantsResponseSchema = z
  .object({
    items: z.array(grantSchema),
    /** Give it as `after` for the next page; null on the last one. */
    next: z.string().nullable(),
  })
  .meta({ id: "Grants" });
export type GrantsResponse = z.infer<typeof grantsResponseSchema>;
