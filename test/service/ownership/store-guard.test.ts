import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesToHex, type Hex } from "viem";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChainFacts } from "#service/chain/chain-reader.ts";
import { createStoreGuard, type StoreGuard } from "#service/ownership/store-guard.ts";
import type { ShareStore } from "#service/store/share-store.ts";
import { openSqliteShareStore } from "#service/store/sqlite/sqlite-share-store.ts";
import { openSqliteStore } from "#service/store/sqlite/sqlite-store.ts";
import type { Store } from "#service/store/store.ts";

const hash = (): Hex => bytesToHex(randomBytes(32));
const PLACE = { chainId: 31337, registry: bytesToHex(randomBytes(20)), deploymentBlock: 3 };
const FACTS: ChainFacts = { chainId: 31337, genesisHash: hash(), deploymentHash: hash(), newestBlock: 9 };

describe("whose a store is", () => {
  let directory: string;
  let open: (Store | ShareStore)[];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "kontor-mark-"));
    open = [];
  });
  afterEach(async () => {
    for (const one of open) await one.close();
    rmSync(directory, { recursive: true });
  });

  function main(name = "kontor.sqlite"): Store {
    const store = openSqliteStore({ path: join(directory, name) });
    open.push(store);
    return store;
  }
  function shareStore(name = "shares.sqlite"): ShareStore {
    const shares = openSqliteShareStore({ path: join(directory, name) });
    open.push(shares);
    return shares;
  }
  const guardOf = (store: Store, shares: ShareStore, chain = PLACE): StoreGuard =>
    createStoreGuard({ store, shares, chain, randomBytes });
  const addShare = (shares: ShareStore) =>
    shares.findOrAdd([{ customer: hash(), keyEpoch: 1, organisation: PLACE.registry, share: randomBytes(32) }]);
  const addPayload = (store: Store) =>
    store.payloads.put({
      digest: hash(),
      customer: hash(),
      organisation: PLACE.registry,
      author: PLACE.registry,
      bytes: randomBytes(10),
      at: { wall: 1, chain: 1 },
      pendingQuota: 1_000,
    });

  it("default: two empty stores take one mark, once, and bear it over a restart", async () => {
    const [store, shares] = [main(), shareStore()];
    const guard = guardOf(store, shares);
    expect(await guard.expectConfigured()).toBe(false);
    await guard.expectChain(FACTS);
    const mark = await store.mark();
    expect(mark).toMatchObject({ ...PLACE, genesisHash: FACTS.genesisHash, markedBlock: 9 });
    expect(await shares.mark()).toEqual(mark);
    await guard.expectChain({ ...FACTS, newestBlock: 90 });
    expect(await store.mark()).toEqual(mark);
    expect(await guard.expectConfigured()).toBe(true);
  });

  it.each([
    ["chain id", { chainId: 1 }],
    ["registry", { registry: bytesToHex(randomBytes(20)) }],
    ["deployment block", { deploymentBlock: 4 }],
  ])("error: a service of another %s is refused without a look at the chain", async (what, fields) => {
    const [store, shares] = [main(), shareStore()];
    await guardOf(store, shares).expectChain(FACTS);
    const refused = guardOf(store, shares, { ...PLACE, ...fields }).expectConfigured();
    await expect(refused).rejects.toMatchObject({
      code: "StoreOfAnotherRegistry",
      message: expect.stringContaining(what),
      details: { file: store.file.path },
    });
  });

  it.each([
    ["genesis block", { genesisHash: hash() }],
    ["deployment's block", { deploymentHash: hash() }],
  ])("error: a chain that was reset, with another %s, is refused", async (what, fields) => {
    const [store, shares] = [main(), shareStore()];
    const guard = guardOf(store, shares);
    await guard.expectChain(FACTS);
    await expect(guard.expectChain({ ...FACTS, ...fields })).rejects.toMatchObject({
      code: "StoreOfAnotherRegistry",
      message: expect.stringContaining(what),
    });
    await guard.expectChain(FACTS);
  });

  it("error: shares of another store, new shares beside a store that had some, and a new store beside shares are told apart", async () => {
    const [store, shares] = [main(), shareStore()];
    await guardOf(store, shares).expectChain(FACTS);
    const foreign = [main("other.sqlite"), shareStore("other-shares.sqlite")] as const;
    await guardOf(...foreign).expectChain(FACTS);
    await expect(guardOf(store, foreign[1]).expectConfigured()).rejects.toMatchObject({ code: "StoresDiffer" });

    await addShare(shares);
    await expect(guardOf(main("new.sqlite"), shares).expectConfigured()).rejects.toMatchObject({
      code: "StoresDiffer",
      message: expect.stringContaining("main store is new"),
    });
    await store.shareRecords.record([
      { customer: hash(), keyEpoch: 1, organisation: PLACE.registry, author: PLACE.registry },
    ]);
    await expect(guardOf(store, shareStore("new-shares.sqlite")).expectConfigured()).rejects.toMatchObject({
      code: "StoresDiffer",
      message: expect.stringContaining("share store is new"),
    });
  });

  it("behavior: what stopped between the two marks is taken up", async () => {
    const [store, shares] = [main(), shareStore()];
    await guardOf(store, shares).expectChain(FACTS);
    const mark = await shares.mark();
    const fresh = main("fresh.sqlite");
    await guardOf(fresh, shares).expectChain(FACTS);
    expect(await fresh.mark()).toEqual(mark);
  });

  it("error: a store with content and no mark is nobody's: it gets none by itself, only by an operator's word", async () => {
    const [store, shares] = [main(), shareStore()];
    await addPayload(store);
    const guard = guardOf(store, shares);
    const refusal = { code: "StoreOfAnotherRegistry", details: { file: store.file.path } };
    await expect(guard.expectChain(FACTS)).rejects.toMatchObject(refusal);
    expect(await store.mark()).toBeUndefined();
    expect(await shares.mark()).toBeUndefined();
    // Nor beside shares that have one.
    await guardOf(main("other.sqlite"), shares).expectChain(FACTS);
    await expect(guard.expectChain(FACTS)).rejects.toMatchObject(refusal);
    // An operator who knows whose it is says so.
    const mark = await guard.adopt(FACTS);
    expect(await store.mark()).toEqual(mark);
    expect(await shares.mark()).toEqual(mark);
    await guard.expectChain(FACTS);
  });
});
