import type { Hex } from "viem";
import type { EventTime } from "../access-store.ts";

/** Where and when a row's event happened. */
export function toEventTime(row: {
  block_number: number;
  log_index: number;
  transaction_hash: Hex;
  timestamp: number;
}): EventTime {
  return {
    blockNumber: row.block_number,
    logIndex: row.log_index,
    transactionHash: row.transaction_hash,
    timestamp: row.timestamp,
  };
}
