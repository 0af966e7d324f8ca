import type { BlockReference } from "../chain-events/chain-event.ts";
import type { IndexStore } from "../store/index-store.ts";
import type { ChainListener } from "./chain-changes.ts";

/** Entries that are told of one by one; who missed more reads everything anew. */
const MAX_ENTRIES = 1_000;

/** Tells of what another instance has indexed since a tip. @returns the tip now */
export async function publishSince({
  index,
  publish,
  from,
}: {
  index: IndexStore;
  publish: ChainListener;
  from: BlockReference | undefined;
}): Promise<BlockReference | undefined> {
  const tip = await index.tip();
  if (tip === undefined || tip.hash === from?.hash) return tip;
  const stands = from !== undefined && (await index.blockHash(from.number)) === from.hash;
  const place = { blockNumber: stands ? from.number : -1, logIndex: Number.MAX_SAFE_INTEGER };
  const entries = stands ? await index.entriesAfter({ ...place, limit: MAX_ENTRIES + 1 }) : [];
  if (!stands || entries.length > MAX_ENTRIES) publish({ type: "reorg", ancestor: -1, dropped: 1 });
  else for (const entry of entries) publish({ type: "entry", entry });
  publish({ type: "directory", blockNumber: tip.number, blockHash: tip.hash, logIndex: 0 });
  publish({ type: "block", block: tip });
  return tip;
}
