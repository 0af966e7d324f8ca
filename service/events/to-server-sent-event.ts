import type { BlockEvent, EntryEvent, ReorgEvent } from "#protocol/api/events.ts";
import type { ChainChange } from "../chain/chain-changes.ts";
import { encodeEventId, WHOLE_BLOCK } from "./event-place.ts";

export type ServerSentEvent = { event: string; data: string; id?: string };

/** A change of the index as it goes over the wire. A reorg has no id: its place is where the blocks after it are. */
export function toServerSentEvent({
  change,
  confirmations,
}: {
  change: ChainChange;
  confirmations: number;
}): ServerSentEvent {
  switch (change.type) {
    case "entry": {
      const { customer, sequence, steward, author, kind, head, blockNumber, transactionHash } = change.entry;
      const data: EntryEvent = { customer, sequence, steward, author, kind, head, blockNumber, transactionHash };
      return { event: "entry", id: encodeEventId(change.entry), data: JSON.stringify(data) };
    }
    case "directory": {
      const { blockNumber } = change;
      return { event: "directory", id: encodeEventId(change), data: JSON.stringify({ blockNumber }) };
    }
    case "block": {
      const { number, hash } = change.block;
      const id = encodeEventId({ blockNumber: number, blockHash: hash, logIndex: WHOLE_BLOCK });
      const data: BlockEvent = { number, hash, confirmedBlock: Math.max(-1, number - confirmations + 1) };
      return { event: "block", id, data: JSON.stringify(data) };
    }
    case "reorg": {
      const data: ReorgEvent = { ancestor: change.ancestor, dropped: change.dropped };
      return { event: "reorg", data: JSON.stringify(data) };
    }
  }
}
