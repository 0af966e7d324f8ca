import { z } from "zod";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { blockNumberSchema, sequenceSchema } from "./numbers.ts";

/* Who may read a customer, from the chain index. Public, and to be checked against the chain where it matters. */

/** Where something happened. `timestamp` is the block's, in seconds since 1970. */
const chainPlaceSchema = z
  .object({
    blockNumber: blockNumberSchema,
    transactionHash: bytes32Schema,
    timestamp: z.int().nonnegative(),
  })
  .meta({ id: "ChainPlace" });
export type ChainPlace = z.infer<typeof chainPlaceSchema>;

const until = z.int().nonnegative().nullable();

export const grantSchema = z
  .object({
    steward: addressSchema,
    /** Zero: all of the steward's customers. */
    customer: bytes32Schema,
    grantee: addressSchema,
    /** 0: all kinds; else the code of the one kind. */
    scope: z.int().min(0).max(0xffff),
    /** Unix seconds from which it is no longer held; null when it has no end. */
    until,
    /** When it was given, with this end. */
    granted: chainPlaceSchema,
    /** When it was taken, dropped, or given anew with another end; null when it was not. */
    ended: chainPlaceSchema.nullable(),
    /** Given, not ended by an event, nor by its time; and given by the customer's present steward, where one customer is asked for. */
    live: z.boolean(),
  })
  .meta({ id: "Grant" });
export type Grant = z.infer<typeof grantSchema>;

const subjectChangeSchema = z
  .object({
    /** named: also when the name was withdrawn (`subject` zero). */
    change: z.enum(["named", "accepted", "left"]),
    subject: addressSchema,
    at: chainPlaceSchema,
  })
  .meta({ id: "SubjectChange" });
export type SubjectChange = z.infer<typeof subjectChangeSchema>;

const accessSchema = z
  .object({
    customer: bytes32Schema,
    steward: addressSchema,
    /** The chain ends with an erasure; nobody gets anything any more. */
    erased: z.boolean(),
    /** The accepted one; null when there is none. */
    subject: addressSchema.nullable(),
    /** Named and not accepted; null when nobody is. */
    namedSubject: addressSchema.nullable(),
    /** Oldest first. */
    subjectChanges: z.array(subjectChangeSchema),
    /** Live and past, of the present and of former stewards, oldest first. */
    grants: z.array(grantSchema),
    /** Those of an entry of this customer, oldest first. */
    countersignatures: z.array(
      z.object({ sequence: sequenceSchema, head: bytes32Schema, subject: addressSchema, at: chainPlaceSchema }),
    ),
    erasureRequests: z.array(z.object({ subject: addressSchema, at: chainPlaceSchema })),
  })
  .meta({ id: "Access" });
export type AccessResponse = z.infer<typeof accessSchema>;

/** GET /api/customers/{customer}/access: null for an id that the index does not hold, or not yet. */
export const accessResponseSchema = accessSchema.nullable();
