import type { EntryEvent } from "../../chain-events/chain-event.ts";
import type { MainSchema } from "./schema.ts";

export function toEntryEvent(row: MainSchema["entry"]): EntryEvent {
  return {
    type: "entry",
    customer: row.customer,
    sequence: row.sequence,
    steward: row.steward,
    head: row.head,
    previous: row.previous,
    author: row.author,
    kind: row.kind,
    keyEpoch: row.key_epoch,
    commitment: row.commitment,
    payloadDigest: row.payload_digest,
    blockNumber: row.block_number,
    logIndex: row.log_index,
    blockHash: row.block_hash,
    transactionHash: row.transaction_hash,
    timestamp: row.timestamp,
  };
}
