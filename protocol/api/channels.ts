import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";
import { decimalSchema, keyEpochSchema } from "./numbers.ts";

/*
 * PUT /api/channels/{steward}/{grantee}/{epoch}   by a WRITER or KEEPER of the steward: 201 stored, 200 already there
 * GET /api/channels/{steward}/{grantee}/{epoch}   for the grantee's account or members, and for the steward's members
 *
 * A channel key, sealed to the grantee's published key (PROTOCOL 4.2, purpose 2): sender = steward, senderEpoch = epoch,
 * recipient = grantee. Nothing is stored for the steward, whose members derive the channel key. Append-only as the
 * organisation secrets are; the reader takes the one it can open.
 */

const epochInPath = decimalSchema(keyEpochSchema);

export const channelPathSchema = z.object({ steward: addressSchema, grantee: addressSchema, epoch: epochInPath });

const sealed = base64Schema(API_LIMITS.sealedBytes);

export const channelRequestSchema = z.strictObject({ secret: sealed }).meta({ id: "ChannelRequest" });
export type ChannelRequest = z.infer<typeof channelRequestSchema>;

export const channelStoredResponseSchema = z.object({ stored: z.boolean() }).meta({ id: "ChannelStored" });

/** Newest recipient epoch first; empty when there is none. */
export const channelResponseSchema = z.object({ items: z.array(sealed) }).meta({ id: "Channel" });
export type ChannelResponse = z.infer<typeof channelResponseSchema>;
