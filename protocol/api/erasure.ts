import { z } from "zod";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { blockNumberSchema, sequenceSchema } from "./numbers.ts";

const count = z.int().nonnegative();

/** Something that still holds a part of the customer, and until when. */
const remainingCopySchema = z
  .object({
    /**
     * - shareBackups: backups of the shred shares. While one is there, who has it and an old wrap can still decrypt.
     * - storeBackups: backups of the main store: wraps and ciphertext, which open nothing without the shares.
     * - readers: what somebody read, copied or kept before. Nobody can call that back.
     * - chain: the entries' hashes, authors, kinds and times. They stay for ever, and hold no content.
     */
    what: z.enum(["shareBackups", "storeBackups", "readers", "chain"]),
    /** The last of it is gone by then; null where nobody can say, or never. */
    until: z.iso.datetime().nullable(),
  })
  .meta({ id: "RemainingCopy" });
export type RemainingCopy = z.infer<typeof remainingCopySchema>;

/**
 * GET /api/customers/{customer}/erasure: the receipt; null for a customer that was not erased. Public. What
 * it says of the chain anyone can check: the registry stores `erasedHead` = keccak256(abi.encode(keccak256("Erased(bytes32
 * head)"), head)). What it says of the service's stores is the operator's word.
 */
const receiptSchema = z
  .object({
    customer: bytes32Schema,
    /** Of the erasure entry, the chain's last. */
    sequence: sequenceSchema,
    head: bytes32Schema,
    erasedHead: bytes32Schema,
    steward: addressSchema,
    author: addressSchema,
    erasedBlock: blockNumberSchema,
    blockHash: bytes32Schema,
    transactionHash: bytes32Schema,
    /** The block's timestamp, in seconds since 1970. */
    erasedAt: z.int().nonnegative(),
    /**
     * withheld: the block is not confirmed yet; nothing is given out, nothing is destroyed. destroying: confirmed and under way.
     * destroyed: done, and the counts below say what.
     */
    state: z.enum(["withheld", "destroying", "destroyed"]),
    sharesDestroyed: count.nullable(),
    wrapsDeleted: count.nullable(),
    payloadsDeleted: count.nullable(),
    destroyedAt: z.iso.datetime().nullable(),
    remaining: z.array(remainingCopySchema),
  })
  .meta({ id: "ErasureReceipt" });
export type ErasureResponse = z.infer<typeof receiptSchema>;

export const erasureResponseSchema = receiptSchema.nullable();
