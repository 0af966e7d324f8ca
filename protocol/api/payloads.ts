import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";

/*
 * GET | HEAD /api/payloads/{digest}                    the envelope's bytes, application/octet-stream, immutable; 404 PayloadNotFound
 * PUT /api/payloads/{digest}?organisation=0x…          the envelope's bytes; 201 stored, 200 already there. By a WRITER of the
 *                                                      organisation; or by a customer's subject, for an envelope of kind
 *                                                      consent, with its own address as `organisation`. 410 CustomerErased
 * POST /api/payloads/query                             many at once, public
 *
 * Differs from the first sketch: the query answers { items, deferred }, for 200 payloads do not fit into one answer.
 */

export const payloadPathSchema = z.object({ digest: bytes32Schema });
export const payloadUploadQuerySchema = z.strictObject({ organisation: addressSchema });

export const payloadUploadResponseSchema = z
  .object({
    digest: bytes32Schema,
    size: z.int().nonnegative(),
    /**
     * pending: no indexed entry refers to it yet, and it will be swept when none ever does. held: an entry did, that the chain or
     * the index no longer has; kept until the operator releases it.
     */
    state: z.enum(["pending", "referred", "held"]),
  })
  .meta({ id: "PayloadUpload" });
export type PayloadUploadResponse = z.infer<typeof payloadUploadResponseSchema>;

export const payloadQueryRequestSchema = z
  .strictObject({
    digests: z.array(bytes32Schema).min(1).max(API_LIMITS.queryDigests),
  })
  .meta({ id: "PayloadQueryRequest" });
export type PayloadQueryRequest = z.infer<typeof payloadQueryRequestSchema>;

export const payloadQueryResponseSchema = z
  .object({
    /** In the order asked. payload is null where the service has none. */
    items: z.array(z.object({ digest: bytes32Schema, payload: base64Schema(API_LIMITS.payloadBytes).nullable() })),
    /** Not looked at, because the answer was full (API_LIMITS.queryBytes): ask again with these. */
    deferred: z.array(bytes32Schema),
  })
  .meta({ id: "PayloadQuery" });
export type PayloadQueryResponse = z.infer<typeof payloadQueryResponseSchema>;
