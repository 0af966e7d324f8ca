import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";
import { keyEpochSchema } from "./numbers.ts";

/*
 * Differs from the first sketch: `wraps` is a list. After an organisation's key rotation a customer secret is wrapped
 * under several wrapper epochs, and under several scopes; the reader takes the one it holds the key of.
 */

/**
 * POST /api/openings: what the holder of a key needs beside the payloads to open them. The holder is
 * - an organisation, and the caller a READER, WRITER or COMPLIANCE of it: for the customers it stewards (or is about to
 *   create) and for those it has a grant for. A KEEPER gets the wraps only, to wrap them anew: its shares are null;
 * - or the caller's own wallet: for the customers whose accepted subject it is, and for those it has a grant for.
 *
 * Roles, grants and subjects are those on chain at the time of the request. A grant of one kind gives the wraps of that
 * kind. What is forbidden, missing or erased looks alike: no wraps, share null.
 */
export const openingsRequestSchema = z
  .strictObject({
    /** The holder: an organisation, or the caller's own address. */
    organisation: addressSchema,
    items: z
      .array(z.strictObject({ customer: bytes32Schema, keyEpoch: keyEpochSchema }))
      .min(1)
      .max(API_LIMITS.items),
  })
  .meta({ id: "OpeningsRequest" });
export type OpeningsRequest = z.infer<typeof openingsRequestSchema>;

const wrapSchema = base64Schema(API_LIMITS.sealedBytes);

/** In the order asked. */
export const openingsResponseSchema = z
  .object({
    items: z.array(
      z.object({
        customer: bytes32Schema,
        keyEpoch: keyEpochSchema,
        /** Under the holder's own wrap key (wrapper 1), newest wrapper epoch first. */
        wraps: z.array(wrapSchema),
        /**
         * Under the wrap key of the channel from `steward` to the holder (wrapper 2), newest first. The channel's epoch and
         * the scope are in the wrap; a former steward's stay, for its channel opens what it wrapped.
         */
        channelWraps: z.array(z.object({ steward: addressSchema, wrap: wrapSchema })),
        share: base64Schema(32).nullable(),
      }),
    ),
  })
  .meta({ id: "Openings" });
export type OpeningsResponse = z.infer<typeof openingsResponseSchema>;
