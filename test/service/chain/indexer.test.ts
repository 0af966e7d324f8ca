import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { Hex } from "viem";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Entry, hashEntry } from "#protocol/chain/entry.ts";
import { type ChainChange, createChainChanges } from "#service/chain/chain-changes.ts";
import { createChainReader } from "#service/chain/chain-reader.ts";
import { createIndexer, type Indexer } from "#service/chain/indexer.ts";
import { createLease } from "#service/leases/create-lease.ts";
import { openSqliteStore } from "#service/store/sqlite/sqlite-store.ts";
import type { Store } from "#service/store/store.ts";
import { hasAnvil } from "#test/helpers/chain.ts";
import { type RpcProxy, startRpcProxy } from "../rpc-proxy.ts";
import {
  addOrganisation,
  append,
  publishKey,
  randomHash,
  revoke,
  startWorld,
  type TestOrganisation,
  type World,
} from "../world.ts";

// Hardhat's network cannot reorganise, and the blocks that its hardhat_mine makes do not link.
describe.skipIf(!hasAnvil())("the indexer", () => {
  let world: World;
  let proxy: RpcProxy;
  let organisation: TestOrganisation;
  let directory: string;
  let store: Store;
  let seen: ChainChange[];
  let indexer: Indexer;

  function index({ reorgWindow = 64, deploymentBlock = Number(world.deploymentBlock), into = store } = {}): Indexer {
    const { registry, chainId } = world;
    const changes = createChainChanges();
    changes.subscribe((change) => seen.push(change));
    return createIndexer({
      chain: createChainReader({ rpcUrl: proxy.url, chainId, registry, timeoutMs: 2_000 }),
      index: into.index,
      lease: createLease({ leases: into.leases, name: "index", holder: "this one", clock: Date.now }),
      changes,
      clock: Date.now,
      logger: pino({ level: "silent" }),
      deploymentBlock,
      reorgWindow,
      pollIntervalMs: 20,
    });
  }

  /** Everything the index holds, to compare two of them. */
  async function contents(of: Store): Promise<object> {
    const customers = await of.index.customers({ limit: 1_000 });
    const organisations = await of.index.organisations();
    return {
      tip: await of.index.tip(),
      customers,
      entries: await Promise.all(customers.map(({ customer }) => of.index.entries(customer))),
      organisations,
      roles: await of.index.rolesOf({}),
      keys: await of.index.keyHashes(organisations.map((one) => one.organisation)),
    };
  }

  /** The same chain, indexed by itself from nothing. */
  async function fromGenesis(): Promise<object> {
    const fresh = openSqliteStore({ path: join(directory, `${randomHash()}.sqlite`) });
    try {
      await index({ into: fresh }).indexNow();
      return await contents(fresh);
    } finally {
      await fresh.close();
    }
  }

  const reorg = (depth: number) =>
    world.testClient.request({ method: "anvil_reorg" as never, params: [depth, []] as never });
  const headOf = async (customer: Hex) => (await store.index.heads([customer])).get(customer)?.head;

  beforeEach(async () => {
    world = await startWorld();
    proxy = await startRpcProxy(world.chain.rpcUrl);
    organisation = await addOrganisation({ world, name: "Alpha", first: 1 });
    directory = mkdtempSync(join(tmpdir(), "kontor-indexer-"));
    store = openSqliteStore({ path: join(directory, "kontor.sqlite") });
    seen = [];
    indexer = index();
  });
  afterEach(async () => {
    await indexer.stop();
    await store.close();
    await proxy.stop();
    await world.stop();
    rmSync(directory, { recursive: true });
  });

  it("default: follows every event of the registry, and tells it once", async () => {
    const one = await append({ world, organisation });
    const two = await append({ world, organisation, after: one });
    await indexer.indexNow();
    await indexer.indexNow();
    expect((await store.index.entries(one.header.customer)).map(({ head }) => head)).toEqual([one, two].map(hashEntry));
    expect(seen.filter(({ type }) => type === "entry")).toHaveLength(2);
    expect(indexer.status()).toMatchObject({ caughtUp: true, failure: undefined, reorgs: 0 });
    const three = await append({ world, organisation, after: two });
    await indexer.indexNow();
    expect(await headOf(one.header.customer)).toBe(hashEntry(three));
  });

  it("behavior: asks nothing but the newest block while nothing happens", async () => {
    await indexer.indexNow();
    proxy.calls.length = 0;
    await indexer.indexNow();
    expect(proxy.calls.map(({ method }) => method)).toEqual(["eth_getBlockByNumber"]);
  });

  it("behavior: an index made in ranges, in blocks, or by following, is the same", async () => {
    let entry = await append({ world, organisation });
    await indexer.indexNow();
    for (let count = 0; count < 12; count++) {
      entry = await append({ world, organisation, ...(count % 3 === 0 ? {} : { after: entry }) });
      if (count % 4 === 0) await indexer.indexNow();
    }
    await publishKey({ world, account: organisation.account });
    await revoke({ world, organisation: organisation.account, role: "READER", from: organisation.reader.address });
    await world.testClient.mine({ blocks: 100 });
    await indexer.indexNow();
    const followed = await contents(store);
    expect(await fromGenesis()).toEqual(followed);
    const ranged = openSqliteStore({ path: join(directory, "ranged.sqlite") });
    await index({ into: ranged, reorgWindow: 1 }).indexNow();
    expect(await contents(ranged)).toEqual(followed);
    await ranged.close();
    await indexer.rebuild();
    expect(await contents(store)).toEqual(followed);
  });

  it.each([1, 5, 40])("behavior: a reorganisation of %i blocks leaves exactly what the chain has", async (depth) => {
    const kept = await append({ world, organisation });
    await world.testClient.mine({ blocks: 2 });
    await indexer.indexNow();
    const dropped: Entry[] = [];
    for (let count = 0; count < depth; count++)
      dropped.push(await append({ world, organisation, ...(count === 0 ? { after: kept } : {}) }));
    await indexer.indexNow();
    expect(await headOf(kept.header.customer)).toBe(hashEntry(dropped[0] as Entry));
    const ancestor = (await world.publicClient.getBlockNumber()) - BigInt(depth);

    await reorg(depth);
    await world.testClient.mine({ blocks: 1 });
    await indexer.indexNow();

    expect(seen).toContainEqual({ type: "reorg", ancestor: Number(ancestor), dropped: depth });
    expect(await headOf(kept.header.customer)).toBe(hashEntry(kept));
    for (const { header } of dropped.slice(1)) expect(await store.index.entries(header.customer)).toEqual([]);
    expect(await contents(store)).toEqual(await fromGenesis());
    const again = await append({ world, organisation, after: kept });
    await indexer.indexNow();
    expect(await headOf(kept.header.customer)).toBe(hashEntry(again));
  });

  it("behavior: the same entry in another block after a reorganisation is at its new place", async () => {
    const snapshot = await world.testClient.snapshot();
    const salt = randomHash();
    const payloadDigest = randomHash();
    await append({ world, organisation, salt, payloadDigest });
    await indexer.indexNow();
    await world.testClient.revert({ id: snapshot });
    await world.testClient.mine({ blocks: 3 });
    const entry = await append({ world, organisation, salt, payloadDigest });
    await indexer.indexNow();
    const [indexed] = await store.index.entries(entry.header.customer);
    expect(indexed).toMatchObject({
      head: hashEntry(entry),
      blockNumber: Number(await world.publicClient.getBlockNumber()),
    });
    expect(await contents(store)).toEqual(await fromGenesis());
  });

  it("behavior: deeper than it remembers, it rebuilds by itself", async () => {
    indexer = index({ reorgWindow: 4 });
    const kept = await append({ world, organisation });
    await world.testClient.mine({ blocks: 5 });
    for (let count = 0; count < 10; count++) await append({ world, organisation });
    await indexer.indexNow();
    expect((await store.index.blocks()).length).toBeLessThan(8);
    await reorg(10);
    await world.testClient.mine({ blocks: 1 });
    await indexer.indexNow();
    expect((await store.index.customers({ limit: 100 })).map(({ customer }) => customer)).toEqual([
      kept.header.customer,
    ]);
    expect(seen).toContainEqual(
      expect.objectContaining({ type: "reorg", ancestor: Number(world.deploymentBlock) - 1 }),
    );
    expect(indexer.status()).toMatchObject({ caughtUp: true, failure: undefined });
  });

  it("behavior: an RPC that is behind drops nothing; a chain that was set back is followed", async () => {
    const snapshot = await world.testClient.snapshot();
    const entry = await append({ world, organisation });
    await indexer.indexNow();
    await world.testClient.revert({ id: snapshot });
    await indexer.indexNow();
    expect(await headOf(entry.header.customer)).toBe(hashEntry(entry));
    await indexer.indexNow();
    await indexer.indexNow();
    expect(await headOf(entry.header.customer)).toBeUndefined();
  });

  it("behavior: outlives an RPC that goes away and comes back, and says so meanwhile", async () => {
    await indexer.indexNow();
    proxy.down = true;
    await expect(indexer.indexNow()).rejects.toMatchObject({ code: "ChainUnavailable", retryable: true });
    expect(indexer.status()).toMatchObject({ caughtUp: false, failure: "ChainUnavailable" });
    const entry = await append({ world, organisation });
    proxy.down = false;
    const arrived = new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (seen.some(({ type }) => type === "entry")) {
          clearInterval(timer);
          resolve();
        }
      }, 10);
    });
    indexer.start();
    await arrived;
    expect(await headOf(entry.header.customer)).toBe(hashEntry(entry));
    await indexer.stop();
    expect(indexer.status()).toMatchObject({ caughtUp: true, failure: undefined });
  });

  it("behavior: a connection that breaks once is tried again", async () => {
    await indexer.indexNow();
    proxy.down = true;
    proxy.onRefused = () => {
      proxy.down = false;
    };
    await indexer.indexNow();
    expect(indexer.status()).toMatchObject({ caughtUp: true, failure: undefined });
  });

  it("attack: an RPC that leaves an entry out is noticed at the next one, and forgotten once it is honest", async () => {
    const one = await append({ world, organisation });
    await indexer.indexNow();
    const two = await append({ world, organisation, after: one });
    const hidden = await world.publicClient.getBlockNumber({ cacheTime: 0 });
    proxy.distort = ({ method }, result) => {
      if (method !== "eth_getLogs") return result;
      return (result as { blockNumber: Hex }[]).filter(({ blockNumber }) => BigInt(blockNumber) !== hidden);
    };
    await indexer.indexNow();
    expect(await headOf(one.header.customer)).toBe(hashEntry(one));
    const three = await append({ world, organisation, after: two });
    await expect(indexer.indexNow()).rejects.toMatchObject({ code: "IndexBroken" });
    expect(indexer.status()).toMatchObject({ caughtUp: false, failure: "IndexBroken" });
    proxy.distort = (_call, result) => result;
    await indexer.indexNow();
    expect(await headOf(one.header.customer)).toBe(hashEntry(three));
    expect(await contents(store)).toEqual(await fromGenesis());
  });

  it("attack: an RPC that changes an entry cannot make it fit", async () => {
    const forged = randomHash().slice(2);
    const one = await append({ world, organisation });
    proxy.distort = ({ method }, result) => {
      if (method !== "eth_getLogs") return result;
      // Entry 1's salt is the word after steward: another one no longer gives the customer's id.
      return (result as { data: Hex; topics: Hex[] }[]).map((log) =>
        log.data.includes(one.body.previous.slice(2))
          ? { ...log, data: log.data.replace(one.body.previous.slice(2), forged) }
          : log,
      );
    };
    await expect(indexer.indexNow()).rejects.toMatchObject({ code: "IndexBroken" });
    expect(await headOf(one.header.customer)).toBeUndefined();
  });

  it("attack: blocks and logs that contradict each other are not indexed", async () => {
    const entry = await append({ world, organisation });
    proxy.distort = ({ method }, result) =>
      method === "eth_getLogs"
        ? (result as object[]).map((log) => ({ ...log, blockHash: `0x${"11".repeat(32)}` }))
        : result;
    await expect(indexer.indexNow()).rejects.toMatchObject({ code: "ChainUnavailable" });
    expect(await headOf(entry.header.customer)).toBeUndefined();
  });

  it("attack: an RPC whose blocks never link is given up on for now, not asked for ever", async () => {
    await append({ world, organisation });
    proxy.distort = ({ method }, result) =>
      method === "eth_getBlockByNumber" ? { ...(result as object), parentHash: randomHash() } : result;
    await expect(indexer.indexNow()).rejects.toMatchObject({ code: "ChainUnavailable" });
    expect(await store.index.tip()).toBeUndefined();
    proxy.distort = (_call, result) => result;
    await indexer.indexNow();
    expect(indexer.status()).toMatchObject({ caughtUp: true, failure: undefined });
  });

  it("error: another chain, or a chain without the registry, answers nothing", async () => {
    const { registry, chainId, chain } = world;
    const ask = (fields: object) =>
      createChainReader({ rpcUrl: chain.rpcUrl, chainId, registry, timeoutMs: 2_000, ...fields }).latestBlock();
    await ask({});
    await expect(ask({ chainId: 1 })).rejects.toMatchObject({ code: "ChainMismatch" });
    await expect(ask({ registry: organisation.address })).rejects.toMatchObject({ code: "ChainMismatch" });
  });
});
