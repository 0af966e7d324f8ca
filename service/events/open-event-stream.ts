import type { ChainChange, ChainChanges } from "../chain/chain-changes.ts";
import type { Indexer } from "../chain/indexer.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import type { Store } from "../store/store.ts";
import { decodeEventId, WHOLE_BLOCK } from "./event-place.ts";
import { createEventQueue } from "./event-queue.ts";
import { type ServerSentEvent, toServerSentEvent } from "./to-server-sent-event.ts";

export type EventStream = AsyncIterable<ServerSentEvent> & { close(): void };

/** Missed entries that are sent again; who missed more reads everything anew. */
const MAX_REPLAY = 1_000;

/**
 * The index's changes from now on; before them, what a client missed since `lastEventId`, or one `reset` when that place
 * is gone. Ends when closed, or when the client reads too slowly (it can come back with its last id).
 */
export function openEventStream({
  context: { store, changes, configuration, indexer },
  lastEventId,
}: {
  context: {
    store: Pick<Store, "index">;
    changes: Pick<ChainChanges, "subscribe">;
    indexer: Pick<Indexer, "status">;
    configuration: Pick<ServiceConfiguration, "chain">;
  };
  lastEventId: string | undefined;
}): EventStream {
  const queue = createEventQueue<ChainChange>();
  // First listen, then read: what happens in between is in both, and told apart by its place.
  const unsubscribe = changes.subscribe(queue.push);
  const { confirmations } = configuration.chain;
  const send = (change: ChainChange) => toServerSentEvent({ change, confirmations });

  async function* generate(): AsyncGenerator<ServerSentEvent> {
    let replayedTo = -1;
    if (lastEventId !== undefined) {
      const { tip } = indexer.status();
      const missed = await missedSince(lastEventId);
      if (missed === undefined) {
        yield { event: "reset", data: JSON.stringify({ blockNumber: tip?.number ?? -1 }) };
      } else {
        for (const change of missed) yield send(change);
        replayedTo = lastBlockOf(missed);
      }
    }
    for await (const change of queue) {
      if (change.type === "reorg") replayedTo = -1;
      if (change.type === "entry" && change.entry.blockNumber <= replayedTo) continue;
      yield send(change);
    }
  }

  async function missedSince(id: string): Promise<ChainChange[] | undefined> {
    const place = decodeEventId(id);
    if (place === undefined) return undefined;
    const hash = await store.index.blockHash(place.blockNumber);
    if (hash === undefined || !hash.startsWith(place.hashPrefix)) return undefined;
    const tip = await store.index.tip();
    const entries = await store.index.entriesAfter({ ...place, limit: MAX_REPLAY + 1 });
    if (tip === undefined || entries.length > MAX_REPLAY) return undefined;
    const missed: ChainChange[] = entries.map((entry) => ({ type: "entry", entry }));
    if (tip.number > place.blockNumber) {
      // Whether the directory changed is not looked up: reading it again is cheap.
      missed.push({ type: "directory", blockNumber: tip.number, blockHash: tip.hash, logIndex: WHOLE_BLOCK });
      missed.push({ type: "block", block: tip });
    }
    return missed;
  }

  return {
    [Symbol.asyncIterator]: generate,
    close: () => {
      unsubscribe();
      queue.close();
    },
  };
}

function lastBlockOf(changes: readonly ChainChange[]): number {
  let last = -1;
  for (const change of changes) {
    if (change.type === "entry") last = Math.max(last, change.entry.blockNumber);
    if (change.type === "block") last = Math.max(last, change.block.number);
  }
  return last;
}
