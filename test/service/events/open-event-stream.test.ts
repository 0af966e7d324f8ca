import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hex } from "viem";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ChainChanges, createChainChanges } from "#service/chain/chain-changes.ts";
import type { Indexer } from "#service/chain/indexer.ts";
import type { BlockReference, EntryEvent } from "#service/chain-events/chain-event.ts";
import { encodeEventId, WHOLE_BLOCK } from "#service/events/event-place.ts";
import { openEventStream } from "#service/events/open-event-stream.ts";
import { openSqliteStore } from "#service/store/sqlite/sqlite-store.ts";
import type { Store } from "#service/store/store.ts";
import { testConfiguration } from "#test/helpers/service.ts";
import { randomHash } from "../world.ts";

describe("openEventStream", () => {
  let directory: string;
  let store: Store;
  let changes: ChainChanges;
  let parent: BlockReference | undefined;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "kontor-events-"));
    store = openSqliteStore({ path: join(directory, "kontor.sqlite") });
    changes = createChainChanges();
    parent = undefined;
  });
  afterEach(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });

  const address: Hex = `0x${"ab".repeat(20)}`;

  const templateOf = (place: { blockNumber: number; blockHash: Hex; logIndex: number }): EntryEvent => ({
    type: "entry",
    ...place,
    transactionHash: randomHash(),
    timestamp: place.blockNumber,
    customer: randomHash(),
    sequence: 1,
    steward: address,
    head: randomHash(),
    previous: randomHash(),
    author: address,
    kind: 1,
    keyEpoch: 1,
    commitment: randomHash(),
    payloadDigest: randomHash(),
  });

  function open(lastEventId?: string) {
    const configuration = testConfiguration({
      rpcUrl: "http://127.0.0.1:9",
      registry: address,
      deploymentBlock: 0n,
      directory,
    });
    const indexer: Pick<Indexer, "status"> = {
      status: () => ({
        tip: undefined,
        newest: undefined,
        caughtUp: true,
        succeededAt: undefined,
        failure: undefined,
        reorgs: 0,
      }),
    };
    return openEventStream({ context: { store, changes, configuration, indexer }, lastEventId });
  }

  /** A block with one entry, as the indexer stores and then publishes it. */
  async function extend(): Promise<{ block: BlockReference; entry: EntryEvent }> {
    const number = (parent?.number ?? 0) + 1;
    const block = { number, hash: randomHash(), parentHash: parent?.hash ?? randomHash(), timestamp: number };
    const entry = templateOf({ blockNumber: number, blockHash: block.hash, logIndex: 0 });
    await store.index.extend({ after: parent?.hash ?? null, blocks: [block], events: [entry], forgetBelow: 0 });
    changes.publish({ type: "entry", entry });
    changes.publish({ type: "block", block });
    parent = block;
    return { block, entry };
  }

  const idOf = ({ number, hash }: BlockReference) =>
    encodeEventId({ blockNumber: number, blockHash: hash, logIndex: WHOLE_BLOCK });

  /** The heads of the entries until a number of them has come. */
  async function headsOf(stream: ReturnType<typeof open>, count: number): Promise<string[]> {
    const heads: string[] = [];
    for await (const { event, data } of stream) {
      if (event === "entry") heads.push((JSON.parse(data) as { head: string }).head);
      if (heads.length === count) break;
    }
    stream.close();
    return heads;
  }

  it("behavior: an entry that is stored while a client comes back is sent once", async () => {
    const { block } = await extend();
    const stream = open(idOf(block));
    const second = await extend();
    const third = await extend();
    const reading = headsOf(stream, 3);
    // By now the reader has replayed what is stored; what was queued meanwhile is the same again.
    const fourth = await new Promise<void>((resolve) => setImmediate(resolve)).then(extend);
    expect(await reading).toEqual([second, third, fourth].map(({ entry }) => entry.head));
  });

  it("behavior: a reader that does not read is let go, and comes back with its last id", async () => {
    const { block } = await extend();
    const stream = open();
    for (let count = 0; count < 10_001; count++) changes.publish({ type: "block", block });
    const events: unknown[] = [];
    for await (const event of stream) events.push(event);
    expect(events.length).toBeLessThan(10_001);
    const { entry } = await extend();
    expect(await headsOf(open(idOf(block)), 1)).toEqual([entry.head]);
  });

  it("behavior: more than can be sent again is a reset", async () => {
    const { block } = await extend();
    const second = { number: 2, hash: randomHash(), parentHash: block.hash, timestamp: 2 };
    const entries = Array.from({ length: 1_001 }, (_, logIndex) =>
      templateOf({ blockNumber: 2, blockHash: second.hash, logIndex }),
    );
    await store.index.extend({ after: block.hash, blocks: [second], events: entries, forgetBelow: 0 });
    const stream = open(idOf(block));
    for await (const { event } of stream) {
      expect(event).toBe("reset");
      break;
    }
    stream.close();
  });
});
