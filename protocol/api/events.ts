import { z } from "zod";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { blockNumberSchema, kindSchema, sequenceSchema } from "./numbers.ts";

/*
 * GET /api/events: server-sent events, public. `event:` names the type, `data:` is JSON of the schemas below, `id:` is
 * a place in the chain. A client that comes back with Last-Event-ID gets the entries it missed, or one `reset` when its
 * place is gone (reorganised away or too far back): then everything has to be read again.
 */

/** event: entry */
export const entryEventSchema = z
  .object({
    customer: bytes32Schema,
    sequence: sequenceSchema,
    steward: addressSchema,
    author: addressSchema,
    kind: kindSchema,
    head: bytes32Schema,
    blockNumber: blockNumberSchema,
    transactionHash: bytes32Schema,
  })
  .meta({ id: "EntryEvent" });
export type EntryEvent = z.infer<typeof entryEventSchema>;

/** event: directory. Organisations, roles, grants, subjects or published keys changed. */
export const directoryEventSchema = z.object({ blockNumber: blockNumberSchema }).meta({ id: "DirectoryEvent" });

/** event: block. The index has reached this block; entries up to confirmedBlock are confirmed. */
export const blockEventSchema = z
  .object({
    number: blockNumberSchema,
    hash: bytes32Schema,
    confirmedBlock: z.int().min(-1),
  })
  .meta({ id: "BlockEvent" });
export type BlockEvent = z.infer<typeof blockEventSchema>;

/** event: reorg. Blocks above `ancestor` were dropped; what is there now follows as ordinary events. */
export const reorgEventSchema = z
  .object({ ancestor: z.int().min(-1), dropped: z.int().positive() })
  .meta({ id: "ReorgEvent" });
export type ReorgEvent = z.infer<typeof reorgEventSchema>;

/** event: reset. The events in between are not to be had. */
export const resetEventSchema = z.object({ blockNumber: z.int().min(-1) }).meta({ id: "ResetEvent" });
