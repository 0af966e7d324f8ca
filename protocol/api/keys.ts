import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { decimalSchema, keyEpochSchema } from "./numbers.ts";

/** X-Wing's public key has 1,216 bytes; later suites may be longer. */
const MAX_KEY_BYTES = 16_384;

export const keyPathSchema = z.object({ account: addressSchema });

/** `?epoch=`: the newest when left out. */
export const keyQuerySchema = z.strictObject({ epoch: decimalSchema(keyEpochSchema).optional() });

/**
 * GET /api/keys/{account}: a published key, as the chain's event carried it. Nobody takes it on trust: check that
 * keccak256(key) is the hash that the registry stores for this account and epoch.
 */
export const keyResponseSchema = z
  .object({
    account: addressSchema,
    epoch: keyEpochSchema,
    suite: z.int().min(0).max(255),
    keyHash: bytes32Schema,
    key: base64Schema(MAX_KEY_BYTES),
  })
  .meta({ id: "Key" });
export type KeyResponse = z.infer<typeof keyResponseSchema>;
