import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";
import { decimalSchema, keyEpochSchema } from "./numbers.ts";

/*
 * PUT /api/organisations/{organisation}/history/{epoch}   by the organisation's account or a KEEPER: 201 stored, 200 there
 * GET /api/organisations/{organisation}/history/{epoch}   for every account that holds a role in it
 *
 * The organisation secret of `epoch`, under that of the next epoch (PROTOCOL 4.4). May be put before the next epoch's key is
 * published. Append-only, for a rotation may be begun twice; the reader takes the one it can open.
 */

const epochInPath = decimalSchema(keyEpochSchema);

export const historyPathSchema = z.object({ organisation: addressSchema, epoch: epochInPath });

const wrap = base64Schema(API_LIMITS.sealedBytes);

export const historyRequestSchema = z.strictObject({ wrap }).meta({ id: "HistoryRequest" });
export type HistoryRequest = z.infer<typeof historyRequestSchema>;

export const historyStoredResponseSchema = z.object({ stored: z.boolean() }).meta({ id: "HistoryStored" });

/** Newest first; empty when there is none. */
export const historyResponseSchema = z.object({ items: z.array(wrap) }).meta({ id: "History" });
export type HistoryResponse = z.infer<typeof historyResponseSchema>;
