import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";

/**
 * POST /api/wraps: stores customer secrets and section keys, wrapped (PROTOCOL 4.1). All or nothing. For WRITERs and KEEPERs
 * of the organisation; the customer must be stewarded by it, or (before the chain knows it) have a share that POST
 * /api/shares made for it. A wrap's holder is
 * - the organisation itself (wrapper 1);
 * - or a grantee (wrapper 2) that holds a grant of the organisation's for the customer and the wrap's scope, on chain and now;
 *   or the customer's subject, named or accepted.
 *
 * `replaces` names wraps that do not open, by their SHA-256, for KEEPERs: one of them gives way as long as the index has no entry of
 * its customer and key epoch. A KEEPER's wrap for a grantee takes the place of any other.
 *
 * Otherwise the first wrap of one (customer, keyEpoch, scope, holder, wrapper, wrapperEpoch) by one organisation stays: the same bytes
 * again are fine, other bytes are 409 WrapConflict. A wrap for the current key epoch also makes the customer's shred share, if
 * there is none, and does not show it. An erased customer is 410 CustomerErased. Wraps of epochs to
 * come are 409 StaleKeyEpoch. A first secret for an epoch that has entries is a second one, 409 SecretMissing; where the share of
 * the current epoch is gone, 409 ShareMissing.
 */
export const wrapsRequestSchema = z
  .strictObject({
    organisation: addressSchema,
    items: z.array(base64Schema(API_LIMITS.sealedBytes)).min(1).max(API_LIMITS.items),
    replaces: z.array(bytes32Schema).max(API_LIMITS.items).optional(),
  })
  .meta({ id: "WrapsRequest" });
export type WrapsRequest = z.infer<typeof wrapsRequestSchema>;

export const wrapsResponseSchema = z
  .object({
    /** How many are stored now: all of them. */
    stored: z.int().nonnegative(),
  })
  .meta({ id: "Wraps" });
export type WrapsResponse = z.infer<typeof wrapsResponseSchema>;
