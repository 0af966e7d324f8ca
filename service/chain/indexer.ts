import type { Logger } from "pino";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { BlockReference, ChainEvent } from "../chain-events/chain-event.ts";
import type { Clock } from "../clock/clock.ts";
import type { Lease } from "../leases/create-lease.ts";
import type { IndexStatus, IndexStore } from "../store/index-store.ts";
import { chainUnavailable } from "./ask-chain.ts";
import type { ChainChanges } from "./chain-changes.ts";
import type { ChainReader } from "./chain-reader.ts";
import { checkLinks } from "./check-links.ts";
import { findAncestor } from "./find-ancestor.ts";
import { publishSince } from "./follow-index.ts";
import { type ReadRange, readLinkedBlocks, readSettledRange } from "./read-blocks.ts";

export type IndexerParameters = {
  chain: ChainReader;
  index: IndexStore;
  /** Only its holder writes the index; others follow what it has written. */
  lease: Lease;
  changes: ChainChanges;
  clock: Clock;
  logger: Logger;
  deploymentBlock: number;
  /** Blocks below the newest whose hashes are remembered: the deepest reorganisation that is followed without a rebuild. */
  reorgWindow: number;
  pollIntervalMs: number;
};

export type IndexerStatus = IndexStatus & { tip: BlockReference | undefined };

export type Indexer = {
  /** Begins to follow the chain. */
  start(): void;
  /** Resolves when the pass under way has ended. */
  stop(): Promise<void>;
  /** Resolves when the index has reached the block that is the newest now. */
  indexNow(): Promise<void>;
  /** Throws the index away and makes it anew from the deployment block, as soon as the chain answers and is the right one. */
  rebuild(): Promise<void>;
  status(): IndexerStatus;
};

/** Blocks of a range that is too deep to be reorganised, and of one that is not, in one transaction. */
const MAX_SETTLED_RANGE = 2_000;
const LINKED_RANGE = 64;
const MAX_BACKOFF_MS = 30_000;
const PASSES_BEHIND = 3;
/** How old what other instances know may get. */
const STATUS_INTERVAL_MS = 10_000;
/** How often in one pass the chain may change under the reading. */
const MAX_RESTARTS = 5;

/**
 * Follows the registry's events into the index. One pass at a time; every pass ends with the index as the chain is. Before
 * anything is dropped from it, the chain proves to be the one that the store belongs to.
 */
export function createIndexer(parameters: IndexerParameters): Indexer {
  const { chain, index, lease, changes, clock, logger, deploymentBlock, reorgWindow, pollIntervalMs } = parameters;
  const status: IndexerStatus = {
    tip: undefined,
    newest: undefined,
    caughtUp: false,
    succeededAt: undefined,
    failure: undefined,
    reorgs: 0,
  };
  let settledRange = MAX_SETTLED_RANGE;
  let queue: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let failures = 0;
  let passesBehind = 0;
  let rebuildIsDue = false;
  let told = { news: "", at: 0 };

  function enqueue(work: () => Promise<void>): Promise<void> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  async function pass(): Promise<void> {
    if (!(await lease.hold())) return readAlong();
    try {
      await workPass();
    } finally {
      await tellOthers();
    }
  }

  /** Another instance indexes: what it has found out counts here too. */
  async function readAlong(): Promise<void> {
    const { tip: from } = status;
    Object.assign(status, await index.status());
    status.tip = await publishSince({ index, publish: changes.publish, from });
  }

  /** Instances that read along learn how far the index is; not at every pass, where nothing has changed. */
  async function tellOthers(): Promise<void> {
    const { tip, succeededAt, ...rest } = status;
    const news = JSON.stringify([tip?.hash, rest]);
    if (news === told.news && (succeededAt ?? 0) - told.at < STATUS_INTERVAL_MS) return;
    try {
      await index.setStatus({ ...rest, succeededAt });
      told = { news, at: succeededAt ?? 0 };
    } catch (error) {
      logger.warn({ err: error }, "index: how far it is could not be written down");
    }
  }

  async function workPass(): Promise<void> {
    try {
      await followOrRebuild();
      status.succeededAt = clock();
      if (status.failure !== undefined) logger.info({ was: status.failure }, "index: follows the chain again");
      status.failure = undefined;
      failures = 0;
    } catch (error) {
      failures += 1;
      status.caughtUp = false;
      const code = isKontorError(error) ? error.code : "InternalFailure";
      if (status.failure !== code) logger.warn({ code, err: error }, "index: does not follow the chain");
      status.failure = code;
      throw error;
    }
  }

  /** The index is derived: where it does not fit the chain any more it is made anew, once a pass. */
  async function followOrRebuild(): Promise<void> {
    try {
      if (rebuildIsDue) {
        await empty();
        rebuildIsDue = false;
      }
      await follow();
    } catch (error) {
      if (!isKontorError(error) || (error.code !== "ReorgTooDeep" && error.code !== "IndexBroken")) throw error;
      logger.warn({ code: error.code, details: error.details }, "index: is rebuilt from the deployment block");
      await empty();
      await follow();
    }
  }

  async function follow(restarts = 0): Promise<void> {
    if (restarts > MAX_RESTARTS) throw chainUnavailable({ message: "The RPC's blocks do not fit each other." });
    const newest = await chain.latestBlock();
    status.newest = newest;
    let tip = await index.tip();
    status.tip = tip;
    if (tip !== undefined && newest.number < tip.number && (await isBehind(newest))) return;
    passesBehind = 0;
    if (tip !== undefined && !(await isOnChain({ tip, newest }))) tip = await dropFork(newest);
    while ((tip?.number ?? deploymentBlock - 1) < newest.number) {
      status.caughtUp = status.caughtUp && newest.number - (tip?.number ?? 0) < LINKED_RANGE;
      const range = await readNext({ tip, newest });
      // The chain changed under the reading: begin again with what it is now.
      if (range === undefined || !(await extend({ tip, range, newest }))) return follow(restarts + 1);
      tip = range.blocks.at(-1) ?? tip;
      status.tip = tip;
    }
    status.caughtUp = true;
  }

  /**
   * An RPC behind a load balancer may answer with an older block of the same chain. That alone drops nothing, until it
   * has said so often enough to be believed (a development chain set back).
   */
  async function isBehind(newest: BlockReference): Promise<boolean> {
    passesBehind += 1;
    return passesBehind < PASSES_BEHIND && (await index.blockHash(newest.number)) === newest.hash;
  }

  async function isOnChain({ tip, newest }: { tip: BlockReference; newest: BlockReference }): Promise<boolean> {
    if (newest.number < tip.number) return false;
    if (newest.number === tip.number) return newest.hash === tip.hash;
    if (newest.number === tip.number + 1) return newest.parentHash === tip.hash;
    return (await chain.block(tip.number))?.hash === tip.hash;
  }

  async function dropFork(newest: BlockReference): Promise<BlockReference | undefined> {
    await chain.confirm();
    const remembered = await index.blocks();
    const ancestor = await findAncestor({ chain, remembered, newest, deploymentBlock });
    const dropped = await index.dropAbove(ancestor);
    status.reorgs += 1;
    const tip = await index.tip();
    status.tip = tip;
    logger.warn({ ancestor, dropped }, "index: the chain was reorganised");
    changes.publish({ type: "reorg", ancestor, dropped: Math.max(dropped, 1) });
    return tip;
  }

  async function readNext({
    tip,
    newest,
  }: {
    tip: BlockReference | undefined;
    newest: BlockReference;
  }): Promise<ReadRange | undefined> {
    const fromBlock = (tip?.number ?? deploymentBlock - 1) + 1;
    const settled = newest.number - reorgWindow;
    if (fromBlock > settled) {
      const toBlock = Math.min(newest.number, fromBlock + LINKED_RANGE - 1);
      return readLinkedBlocks({ chain, after: tip, fromBlock, toBlock, newest });
    }
    try {
      const toBlock = Math.min(settled, fromBlock + settledRange - 1);
      const range = await readSettledRange({ chain, fromBlock, toBlock });
      settledRange = Math.min(MAX_SETTLED_RANGE, settledRange * 2);
      return range;
    } catch (error) {
      // Many RPCs refuse ranges with too many logs: the next pass asks for less.
      settledRange = Math.max(1, Math.floor(settledRange / 2));
      throw error;
    }
  }

  async function extend({
    tip,
    range: { blocks, events },
    newest,
  }: {
    tip: BlockReference | undefined;
    range: ReadRange;
    newest: BlockReference;
  }): Promise<boolean> {
    const customers = new Set(events.flatMap((event) => (event.type === "entry" ? [event.customer] : [])));
    checkLinks({ events, heads: await index.heads([...customers]) });
    const extended = await index.extend({
      after: tip?.hash ?? null,
      blocks,
      events,
      forgetBelow: newest.number - reorgWindow,
    });
    if (extended) publish({ blocks, events });
    return extended;
  }

  function publish({ blocks, events }: { blocks: readonly BlockReference[]; events: readonly ChainEvent[] }): void {
    let directory: ChainEvent | undefined;
    for (const event of events) {
      if (event.type === "entry") changes.publish({ type: "entry", entry: event });
      else if (event.type !== "transferOffer" && event.type !== "anchor") directory = event;
    }
    if (directory !== undefined) {
      const { blockNumber, blockHash, logIndex } = directory;
      changes.publish({ type: "directory", blockNumber, blockHash, logIndex });
    }
    const block = blocks.at(-1);
    if (block !== undefined) changes.publish({ type: "block", block });
  }

  async function empty(): Promise<void> {
    await chain.confirm();
    status.caughtUp = false;
    status.succeededAt = undefined;
    await index.clear();
    status.tip = undefined;
    changes.publish({ type: "reorg", ancestor: deploymentBlock - 1, dropped: 1 });
  }

  function schedule(): void {
    const delay = Math.min(pollIntervalMs * 2 ** failures, Math.max(MAX_BACKOFF_MS, pollIntervalMs));
    timer = setTimeout(() => {
      enqueue(pass)
        .catch(() => undefined)
        .finally(() => {
          if (running) schedule();
        });
    }, delay);
  }

  return {
    start: () => {
      if (running) return;
      running = true;
      enqueue(pass)
        .catch(() => undefined)
        .finally(() => {
          if (running) schedule();
        });
    },
    stop: async () => {
      running = false;
      clearTimeout(timer);
      await queue;
      await lease.release();
    },
    indexNow: () => enqueue(pass),
    rebuild: () => {
      rebuildIsDue = true;
      return enqueue(pass);
    },
    status: () => ({ ...status, caughtUp: status.caughtUp && !rebuildIsDue }),
  };
}
