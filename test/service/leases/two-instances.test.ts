import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openingsResponseSchema } from "#protocol/api/openings.ts";
import { customerIdOf } from "#protocol/chain/entry.ts";
import { createService, type Service } from "#service/create-service.ts";
import { createLogger } from "#service/logging/create-logger.ts";
import { type OpenedStores, openStores } from "#service/store/open-stores.ts";
import { testConfiguration } from "#test/helpers/service.ts";
import { askApp, bodyOf, json, signIn } from "../api-caller.ts";
import { addOrganisation, append, randomHash, startWorld, type TestOrganisation, type World } from "../world.ts";

describe("two instances over one store", () => {
  let world: World;
  let organisation: TestOrganisation;
  let directory: string;
  let stores: OpenedStores;
  let first: Service;
  let second: Service;
  let now = Date.now();

  beforeAll(async () => {
    world = await startWorld();
    organisation = await addOrganisation({ world, name: "Alpha", first: 1 });
    directory = mkdtempSync(join(tmpdir(), "kontor-instances-"));
    const { rpcUrl } = world.chain;
    const configuration = testConfiguration({
      rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      directory,
    });
    stores = await openStores(configuration.store);
    const keptOpen = {
      store: { ...stores.store, close: async () => undefined },
      shares: { ...stores.shares, close: async () => undefined },
    };
    const start = () =>
      createService({
        configuration,
        publicOrigin: "http://localhost",
        logger: createLogger({ level: "silent" }),
        now: () => now,
        stores: keptOpen,
      });
    first = await start();
    second = await start();
  });
  afterAll(async () => {
    await first?.stop();
    await second?.stop();
    await stores?.close();
    await world?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  async function openThrough(service: Service): Promise<string | null | undefined> {
    const salt = randomHash();
    const customer = customerIdOf({ steward: organisation.address, salt });
    const writer = await signIn({ ask: askApp(service.app), account: organisation.writer });
    const items = [{ customer, keyEpoch: 1, salt }];
    await bodyOf(writer("/api/shares", json({ organisation: organisation.address, items })));
    const request = json({ organisation: organisation.address, items: [{ customer, keyEpoch: 1 }] });
    return openingsResponseSchema.parse(await bodyOf(writer("/api/openings", request))).items[0]?.share;
  }

  it("behavior: the second, which does not index, answers by what the first has found out", async () => {
    const seen: string[] = [];
    await first.indexer.indexNow();
    await second.indexer.indexNow();
    expect(second.indexer.status()).toMatchObject({
      caughtUp: true,
      failure: undefined,
      tip: first.indexer.status().tip,
    });
    expect((await askApp(second.app)("/readyz")).status).toBe(200);
    expect(await openThrough(second)).toEqual(expect.any(String));
    const stream = await askApp(second.app)("/api/events");
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const { header } = await append({ world, organisation });
    await first.indexer.indexNow();
    await second.indexer.indexNow();
    while (!seen.join("").includes(header.customer)) {
      const { done = true, value = "" } = (await reader?.read()) ?? {};
      if (done) throw new Error("the stream ended");
      seen.push(value);
    }
    await reader?.cancel();
    expect(seen.join("")).toContain("event: entry");
  });

  it("behavior: when the first stops, the second goes on at once", async () => {
    await first.stop();
    const { header } = await append({ world, organisation });
    await second.indexer.indexNow();
    expect(await stores.store.index.entries(header.customer)).toHaveLength(1);
  });

  it("behavior: from one that died it takes over when the lease is over, and not before", async () => {
    await second.indexer.stop();
    const dead = { name: "index", holder: "one that died", now } as const;
    expect(await stores.store.leases.take({ ...dead, until: now + 30_000 })).toBe(true);
    const { header } = await append({ world, organisation });
    await second.indexer.indexNow();
    expect(await stores.store.index.entries(header.customer)).toEqual([]);
    now += 30_000;
    await second.indexer.indexNow();
    expect(await stores.store.index.entries(header.customer)).toHaveLength(1);
  });

  it("attack: a lease is nobody else's to give back", async () => {
    const { leases } = stores.store;
    const lease = { name: "sweep", now, until: now + 1_000 } as const;
    expect(await leases.take({ ...lease, holder: "a" })).toBe(true);
    await leases.release({ name: "sweep", holder: "b" });
    expect(await leases.take({ ...lease, holder: "b" })).toBe(false);
    expect(await leases.take({ ...lease, holder: "a" })).toBe(true);
    await leases.release({ name: "sweep", holder: "a" });
    expect(await leases.take({ ...lease, holder: "b" })).toBe(true);
  });
});
