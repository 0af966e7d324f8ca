import type { Hex } from "viem";
import type { BlockReference, EntryEvent } from "../chain-events/chain-event.ts";

/** What the indexer tells its listeners, after it is stored. */
export type ChainChange =
  | { type: "entry"; entry: EntryEvent }
  /** Organisations, roles, grants, subjects or keys changed. */
  | { type: "directory"; blockNumber: number; blockHash: Hex; logIndex: number }
  /** The index has reached this block. */
  | { type: "block"; block: BlockReference }
  /** Blocks above `ancestor` were dropped. */
  | { type: "reorg"; ancestor: number; dropped: number };

export type ChainListener = (change: ChainChange) => void;

export type ChainChanges = {
  publish: ChainListener;
  /** @returns how to stop listening */
  subscribe(listener: ChainListener): () => void;
};

export function createChainChanges(): ChainChanges {
  const listeners = new Set<ChainListener>();
  return {
    publish: (change) => {
      for (const listener of listeners) listener(change);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
