import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hex } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { customerIdOf, type Entry } from "#protocol/chain/entry.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ask, askApp, bodyOf, json, refusalOf, signIn, upload } from "../api-caller.ts";
import { type RpcProxy, startRpcProxy } from "../rpc-proxy.ts";
import {
  addOrganisation,
  append,
  erase,
  makeEnvelope,
  makeWrap,
  randomHash,
  startWorld,
  type TestOrganisation,
  type World,
} from "../world.ts";

const DAY_MS = 86_400_000;

describe("before something is destroyed", () => {
  let world: World;
  let proxy: RpcProxy;
  let running: TestService;
  let steward: TestOrganisation;
  let writer: Ask;
  let directory: string;
  let now: number;

  beforeAll(async () => {
    world = await startWorld();
    proxy = await startRpcProxy(world.chain.rpcUrl);
    steward = await addOrganisation({ world, name: "Steward", first: 1 });
    directory = mkdtempSync(join(tmpdir(), "kontor-destroying-"));
    now = Date.now();
    running = await startTestService({
      rpcUrl: proxy.url,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      directory,
      now: () => now,
      environment: {
        KONTOR_CONFIRMATIONS: "3",
        KONTOR_SESSION_TTL: "1000000",
        KONTOR_SESSION_IDLE: "1000000",
      },
    });
    await index();
    writer = await signIn({ ask: askApp(running.service.app), account: steward.writer });
  });
  afterAll(async () => {
    await running?.stop();
    await proxy?.stop();
    await world?.stop();
    rmSync(directory, { recursive: true });
  });
  afterEach(() => {
    proxy.distort = (_call, result) => result;
  });

  const index = () => running.service.indexer.indexNow();
  /** A chain of which every block fits the ones before, but for the first: what a reset one looks like to whoever asks little. */
  const pretendAnotherGenesis = () => {
    proxy.distort = ({ method, params }, result) =>
      method === "eth_getBlockByNumber" && params[0] === "0x0" ? { ...(result as object), hash: randomHash() } : result;
  };

  async function addCustomer(): Promise<{ customer: Hex; entry: Entry; digest: Hex }> {
    const salt = randomHash();
    const customer = customerIdOf({ steward: steward.address, salt });
    const organisation = steward.address;
    await bodyOf(writer("/api/shares", json({ organisation, items: [{ customer, keyEpoch: 1, salt }] })));
    const wraps = [encodeBase64(makeWrap({ world, holder: organisation, customer }))];
    await bodyOf(writer("/api/wraps", json({ organisation, items: wraps })));
    const envelope = makeEnvelope({ world, customer });
    await bodyOf(upload({ ask: writer, organisation, ...envelope }));
    const entry = await append({ world, organisation: steward, salt, payloadDigest: envelope.digest });
    await index();
    return { customer, entry, digest: envelope.digest };
  }

  it("attack: an erasure on the word of another chain destroys nothing", async () => {
    const { customer, entry, digest } = await addCustomer();
    pretendAnotherGenesis();
    await erase({ world, steward, latest: entry });
    await world.testClient.mine({ blocks: 2 });
    await index();
    await expect(running.service.eraser.erase()).rejects.toMatchObject({ code: "StoreOfAnotherRegistry" });
    expect(await running.service.shares.find([{ customer, keyEpoch: 1 }])).toHaveLength(1);
    expect(await running.service.store.payloads.get(digest)).toBeDefined();
    proxy.distort = (_call, result) => result;
    await index();
    await running.service.eraser.erase();
    expect(await running.service.shares.find([{ customer, keyEpoch: 1 }])).toEqual([]);
  });

  it("attack: a sweep or a rebuild on the word of another chain takes nothing away", async () => {
    const { customer } = await addCustomer();
    const pending = makeEnvelope({ world });
    await bodyOf(upload({ ask: writer, organisation: steward.address, ...pending }));
    now += 3 * DAY_MS;
    await world.testClient.setNextBlockTimestamp({ timestamp: BigInt(Math.ceil(now / 1000)) });
    await world.testClient.mine({ blocks: 1 });
    await index();
    pretendAnotherGenesis();
    const refusal = { code: "StoreOfAnotherRegistry" };
    await expect(running.service.sweeper.sweep()).rejects.toMatchObject(refusal);
    await expect(running.service.indexer.rebuild()).rejects.toMatchObject(refusal);
    expect(running.service.indexer.status()).toMatchObject({ caughtUp: false, failure: "StoreOfAnotherRegistry" });
    expect(await running.service.store.payloads.get(pending.digest)).toBeDefined();
    expect((await running.service.store.index.heads([customer])).size).toBe(1);
    const answer = await askApp(running.service.app)("/readyz");
    expect([answer.status, await answer.json()]).toMatchObject([503, { checks: { index: "StoreOfAnotherRegistry" } }]);
    const wrap = encodeBase64(makeWrap({ world, holder: steward.address, customer, wrapperEpoch: 2 }));
    const stored = writer("/api/wraps", json({ organisation: steward.address, items: [wrap] }));
    expect(await refusalOf(stored)).toBe("503 StoreOfAnotherRegistry");

    proxy.distort = (_call, result) => result;
    await index();
    await running.service.sweeper.sweep();
    expect(await running.service.store.payloads.get(pending.digest)).toBeUndefined();
    expect(await (await askApp(running.service.app)("/metrics")).text()).toContain("kontor_swept_payloads_total 1");
  });

  it("attack: wraps of epochs to come do not keep the next rotation from making its shares", async () => {
    const { customer } = await addCustomer();
    const wrap = encodeBase64(makeWrap({ world, holder: steward.address, customer, keyEpoch: 2, wrapperEpoch: 2 }));
    const stored = writer("/api/wraps", json({ organisation: steward.address, items: [wrap] }));
    expect(await refusalOf(stored)).toBe("409 StaleKeyEpoch");
    const early = makeEnvelope({ world, customer, keyEpoch: 2 });
    await bodyOf(upload({ ask: writer, organisation: steward.address, ...early }));
    const place = { customer, keyEpoch: 2, organisation: steward.address };
    expect(await running.service.store.shareRecords.used([place])).toEqual([]);
  });
});
