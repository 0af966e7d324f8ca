import { z } from "zod";
import { customerSchema } from "./customers.ts";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";
import { decimalSchema } from "./numbers.ts";

/** GET /api/subjects/{account}/customers?after=&limit=: whose subject an account is or is named, by the chain index. */
export const subjectPathSchema = z.object({ account: addressSchema });

export const subjectQuerySchema = z.strictObject({
  after: bytes32Schema.optional(),
  limit: decimalSchema(z.int().min(1).max(API_LIMITS.pageSize)).optional(),
});

/** Ordered by customer id. */
export const subjectCustomersResponseSchema = z
  .object({
    items: z.array(
      customerSchema.extend({
        /** named: it has not accepted yet, and gets nothing until it does. */
        state: z.enum(["named", "accepted"]),
      }),
    ),
    next: bytes32Schema.nullable(),
  })
  .meta({ id: "SubjectCustomers" });
export type SubjectCustomersResponse = z.infer<typeof subjectCustomersResponseSchema>;
