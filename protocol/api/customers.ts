import { z } from "zod";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";
import { blockNumberSchema, decimalSchema, keyEpochSchema, kindSchema, sequenceSchema } from "./numbers.ts";

/**
 * GET /api/customers?steward=&grantee=&after=&limit=: ordered by customer id; `after` is the last id of the page before. With
 * `grantee`: the customers whose present steward has given it a grant that is held now, one by one or for all.
 */
export const customersQuerySchema = z.strictObject({
  steward: addressSchema.optional(),
  grantee: addressSchema.optional(),
  after: bytes32Schema.optional(),
  limit: decimalSchema(z.int().min(1).max(API_LIMITS.pageSize)).optional(),
});

export const customerSchema = z
  .object({
    customer: bytes32Schema,
    /** Of the newest entry, as are all the fields below. */
    sequence: sequenceSchema,
    head: bytes32Schema,
    steward: addressSchema,
    kind: kindSchema,
    updatedBlock: blockNumberSchema,
    /** Whether the newest entry has the confirmations that GET /api/registry names. */
    confirmed: z.boolean(),
    /** With `?grantee=`: the scopes of the grants it holds; 0 is all kinds. */
    scopes: z.array(z.int().min(0).max(0xffff)).optional(),
  })
  .meta({ id: "Customer" });
export type Customer = z.infer<typeof customerSchema>;

export const customersResponseSchema = z
  .object({
    items: z.array(customerSchema),
    /** Give it as `after` for the next page; null on the last one. */
    next: bytes32Schema.nullable(),
  })
  .meta({ id: "Customers" });
export type CustomersResponse = z.infer<typeof customersResponseSchema>;

export const customerPathSchema = z.object({ customer: bytes32Schema });

const indexedEntrySchema = z
  .object({
    sequence: sequenceSchema,
    steward: addressSchema,
    previous: bytes32Schema,
    author: addressSchema,
    kind: kindSchema,
    keyEpoch: keyEpochSchema,
    commitment: bytes32Schema,
    payloadDigest: bytes32Schema,
    blockNumber: blockNumberSchema,
    blockHash: bytes32Schema,
    transactionHash: bytes32Schema,
    /** Of the block, in seconds since 1970. */
    timestamp: z.int().nonnegative(),
    confirmed: z.boolean(),
  })
  .meta({ id: "Entry" });
export type IndexedEntry = z.infer<typeof indexedEntrySchema>;

/**
 * GET /api/customers/{customer}/entries?after=&limit=: oldest first; `after` is the last sequence of the page before. None,
 * with head null, for an id that the index does not hold, or not yet.
 */
export const entriesQuerySchema = z.strictObject({
  after: decimalSchema(z.int().nonnegative()).optional(),
  limit: decimalSchema(z.int().min(1).max(API_LIMITS.pageSize)).optional(),
});

export const entriesResponseSchema = z
  .object({
    customer: bytes32Schema,
    /** Of the newest entry, which may be on a later page. */
    head: bytes32Schema.nullable(),
    entries: z.array(indexedEntrySchema),
    /** Give it as `after` for the next page; null on the last one. */
    next: sequenceSchema.nullable(),
  })
  .meta({ id: "Entries" });
export type EntriesResponse = z.infer<typeof entriesResponseSchema>;
