import type { BlockReference, ChainEvent } from "../chain-events/chain-event.ts";
import { chainUnavailable } from "./ask-chain.ts";
import type { ChainReader } from "./chain-reader.ts";

/** Requests to the RPC at one time. */
const CONCURRENCY = 8;

export type ReadRange = { blocks: BlockReference[]; events: ChainEvent[] };

/**
 * Reads blocks that can still be reorganised: each header, each linked to the one before, and the logs of exactly that
 * block. `undefined` when they do not link to `after`, because the chain has changed meanwhile.
 *
 * @param parameters.newest the chain's newest block, read already
 */
export async function readLinkedBlocks({
  chain,
  after,
  fromBlock,
  toBlock,
  newest,
}: {
  chain: ChainReader;
  after: BlockReference | undefined;
  fromBlock: number;
  toBlock: number;
  newest: BlockReference;
}): Promise<ReadRange | undefined> {
  const numbers = Array.from({ length: toBlock - fromBlock + 1 }, (_, index) => fromBlock + index);
  const read = await mapConcurrently(numbers, async (number) => {
    const block = number === newest.number ? newest : await chain.block(number);
    return block && { block, events: await chain.events({ blockHash: block.hash }) };
  });
  const range: ReadRange = { blocks: [], events: [] };
  let parent = after;
  for (const item of read) {
    if (item === undefined || (parent !== undefined && item.block.parentHash !== parent.hash)) return undefined;
    parent = item.block;
    range.blocks.push(item.block);
    for (const event of item.events) range.events.push(withTime({ event, block: item.block }));
  }
  return range;
}

/**
 * Reads a range of blocks too deep to be reorganised: all logs at once, and the headers of the blocks they are in.
 * @throws KontorError ChainUnavailable also when logs and headers contradict each other
 */
export async function readSettledRange({
  chain,
  fromBlock,
  toBlock,
}: {
  chain: ChainReader;
  fromBlock: number;
  toBlock: number;
}): Promise<ReadRange> {
  const events = await chain.events({ fromBlock, toBlock });
  const numbers = new Set(events.map(({ blockNumber }) => blockNumber));
  numbers.add(toBlock);
  const blocks = new Map<number, BlockReference>();
  await mapConcurrently([...numbers], async (number) => {
    const block = await chain.block(number);
    if (block === undefined) throw chainUnavailable({ message: "The RPC does not know a block it has logs of." });
    blocks.set(number, block);
  });
  const timed = events.map((event) => {
    const block = blocks.get(event.blockNumber);
    if (block === undefined || event.blockNumber < fromBlock || event.blockNumber > toBlock) {
      throw chainUnavailable({ message: "The RPC answered with logs of other blocks than asked for." });
    }
    return withTime({ event, block });
  });
  const last = blocks.get(toBlock);
  return { blocks: last === undefined ? [] : [last], events: timed };
}

function withTime({ event, block }: { event: ChainEvent; block: BlockReference }): ChainEvent {
  if (event.blockHash !== block.hash || event.blockNumber !== block.number) {
    throw chainUnavailable({ message: "The RPC's logs and blocks contradict each other." });
  }
  return { ...event, timestamp: block.timestamp };
}

async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += CONCURRENCY) {
    results.push(...(await Promise.all(items.slice(start, start + CONCURRENCY).map(map))));
  }
  return results;
}
