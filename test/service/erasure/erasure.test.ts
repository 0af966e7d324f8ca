import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Address, type Hex, type LocalAccount, toFunctionSelector } from "viem";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accessResponseSchema } from "#protocol/api/access.ts";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { type ErasureResponse, erasureResponseSchema } from "#protocol/api/erasure.ts";
import { openingsResponseSchema } from "#protocol/api/openings.ts";
import { sharesResponseSchema } from "#protocol/api/shares.ts";
import { customerIdOf, type Entry, hashEntry } from "#protocol/chain/entry.ts";
import { erasedHeadOf } from "#protocol/chain/erased-head.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
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
  share,
  startWorld,
  type TestOrganisation,
  type World,
} from "../world.ts";
import { findTraces } from "./traces.ts";

const CONFIRMATIONS = 3;
const RETENTION_DAYS = 7;
const HEAD_OF = toFunctionSelector("function headOf(bytes32 customer) view returns (bytes32)");

describe("erasure", () => {
  let world: World;
  let proxy: RpcProxy;
  let running: TestService;
  let ask: Ask;
  let steward: TestOrganisation;
  let other: TestOrganisation;
  let writer: Ask;
  let reader: Ask;

  const as = (account: LocalAccount) => signIn({ ask, account });
  const index = () => running.service.indexer.indexNow();

  /** As many blocks as confirm the newest, and what follows from them. */
  async function confirm(): Promise<void> {
    await world.testClient.mine({ blocks: CONFIRMATIONS - 1 });
    await index();
    await running.service.eraser.erase();
  }

  async function start({ directory }: { directory?: string } = {}): Promise<void> {
    running = await startTestService({
      rpcUrl: proxy.url,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      ...(directory === undefined ? {} : { directory }),
      environment: {
        KONTOR_CONFIRMATIONS: String(CONFIRMATIONS),
        KONTOR_SHARE_BACKUP_RETENTION: String(RETENTION_DAYS),
      },
    });
    ask = askApp(running.service.app);
    await index();
  }

  beforeEach(async () => {
    world = await startWorld();
    proxy = await startRpcProxy(world.chain.rpcUrl);
    steward = await addOrganisation({ world, name: "Steward", first: 1 });
    other = await addOrganisation({ world, name: "Other", first: 4 });
    await start();
    writer = await as(steward.writer);
    reader = await as(steward.reader);
  });
  afterEach(async () => {
    await running?.stop();
    await proxy?.stop();
    await world?.stop();
  });

  type Kept = { entry: Entry; customer: Hex; digest: Hex; needles: Record<string, Uint8Array> };

  /** A customer with everything that the service keeps of one: share, wraps for two holders, a payload and a pending one. */
  async function addCustomer(): Promise<Kept> {
    const salt = randomHash();
    const customer = customerIdOf({ steward: steward.address, salt });
    const shares = sharesResponseSchema.parse(
      await bodyOf(
        writer("/api/shares", json({ organisation: steward.address, items: [{ customer, keyEpoch: 1, salt }] })),
      ),
    );
    const own = makeWrap({ world, holder: steward.address, customer });
    await bodyOf(putWraps([own]));
    const { bytes, digest } = makeEnvelope({ world, customer });
    const pending = makeEnvelope({ world, customer });
    for (const envelope of [{ bytes, digest }, pending]) {
      await bodyOf(upload({ ask: writer, organisation: steward.address, ...envelope }));
    }
    const entry = await append({ world, organisation: steward, salt, payloadDigest: digest });
    await share({ world, steward, customers: [customer], grantee: other.address });
    await index();
    const theirs = makeWrap({ world, holder: other.address, customer, wrapper: "channel" });
    await bodyOf(putWraps([theirs]));
    const needles = {
      share: decodeBase64(shares.items[0]?.share ?? ""),
      own: own.subarray(100),
      theirs: theirs.subarray(100),
      payload: bytes.subarray(200),
      pending: pending.bytes.subarray(200),
    };
    return { entry, customer, digest, needles };
  }

  const putWraps = (wraps: readonly Uint8Array[]) =>
    writer("/api/wraps", json({ organisation: steward.address, items: wraps.map(encodeBase64) }));

  async function openings(member: Ask, holder: Address, customer: Hex) {
    const items = [{ customer, keyEpoch: 1 }];
    return openingsResponseSchema.parse(await bodyOf(member("/api/openings", json({ organisation: holder, items }))))
      .items[0];
  }
  const nothing = (customer: Hex) => ({ customer, keyEpoch: 1, wraps: [], channelWraps: [], share: null });

  const receiptOf = async (customer: Hex): Promise<ErasureResponse> => {
    const receipt = erasureResponseSchema.parse(await bodyOf(ask(`/api/customers/${customer}/erasure`)));
    if (receipt === null) throw new Error("there is no receipt");
    return receipt;
  };

  it("default: withholds at once, destroys when confirmed, and says so in a receipt that the chain confirms", async () => {
    const erased = await addCustomer();
    const neighbour = await addCustomer();
    const { customer, digest, needles } = erased;
    expect(await bodyOf(ask(`/api/customers/${customer}/erasure`))).toBeNull();
    expect((await openings(reader, steward.address, customer))?.share).toEqual(expect.any(String));
    const last = await erase({ world, steward, latest: erased.entry });
    await index();

    const withheld = await receiptOf(customer);
    expect(withheld).toMatchObject({ state: "withheld", sharesDestroyed: null, destroyedAt: null, sequence: 2 });
    expect(withheld.remaining.map(({ until }) => until)).toEqual([null, null, null, null]);
    expect(await openings(reader, steward.address, customer)).toEqual(nothing(customer));
    expect(await openings(await as(other.reader), other.address, customer)).toEqual(nothing(customer));
    expect((await running.service.shares.find([{ customer, keyEpoch: 1 }])).length).toBe(1);
    expect((await ask(`/api/payloads/${digest}`)).status).toBe(200);

    await confirm();
    const receipt = await receiptOf(customer);
    expect(receipt).toMatchObject({
      state: "destroyed",
      head: hashEntry(last),
      erasedHead: erasedHeadOf(hashEntry(last)),
      steward: steward.address,
      author: steward.address,
      sharesDestroyed: 1,
      wrapsDeleted: 2,
      payloadsDeleted: 2,
    });
    const stored = await world.publicClient.readContract({
      address: world.registry,
      abi: (await import("#generated/kontor-registry.ts")).kontorRegistryAbi,
      functionName: "headOf",
      args: [customer],
    });
    expect(stored).toBe(receipt.erasedHead);
    const destroyedAt = Date.parse(receipt.destroyedAt ?? "");
    expect(receipt.remaining).toEqual([
      { what: "shareBackups", until: new Date(destroyedAt + RETENTION_DAYS * 86_400_000).toISOString() },
      { what: "storeBackups", until: null },
      { what: "readers", until: null },
      { what: "chain", until: null },
    ]);

    // While it runs: nothing is in the databases nor in their write-ahead logs.
    const { directory } = running;
    expect(findTraces({ directory, needles })).toEqual([]);
    expect(findTraces({ directory, needles: neighbour.needles })).toEqual(Object.keys(neighbour.needles));
    expect(await refusalOf(ask(`/api/payloads/${digest}`))).toBe("404 PayloadNotFound");
    expect((await openings(reader, steward.address, neighbour.customer))?.share).toEqual(expect.any(String));
    const access = accessResponseSchema.parse(await bodyOf(ask(`/api/customers/${customer}/access`)));
    expect(access).toMatchObject({ erased: true, grants: [expect.objectContaining({ live: false })] });
    expect(await (await ask("/metrics")).text()).toMatch(/^kontor_erased_customers_total 1$/m);
  });

  it("attack: nothing is taken for an erased customer, confirmed or not, with whatever rights", async () => {
    const { entry, customer } = await addCustomer();
    await erase({ world, steward, latest: entry });
    await index();
    const requests = (): Promise<Response>[] => {
      const { bytes, digest } = makeEnvelope({ world, customer });
      const items = [{ customer, keyEpoch: 1 }];
      return [
        writer("/api/shares", json({ organisation: steward.address, items })),
        writer(
          "/api/shares",
          json({ organisation: steward.address, items: [{ customer, keyEpoch: 1, salt: entry.body.previous }] }),
        ),
        putWraps([makeWrap({ world, holder: steward.address, customer, wrapperEpoch: 2 })]),
        putWraps([makeWrap({ world, holder: other.address, customer, wrapper: "channel", scope: KINDS.note })]),
        upload({ ask: writer, organisation: steward.address, digest, bytes }),
      ];
    };
    for (const request of requests()) expect(await refusalOf(request)).toBe("410 CustomerErased");
    await confirm();
    for (const request of requests()) expect(await refusalOf(request)).toBe("410 CustomerErased");
    const foreigner = await as(other.writer);
    const { bytes, digest } = makeEnvelope({ world, customer });
    expect(await refusalOf(upload({ ask: foreigner, organisation: other.address, digest, bytes }))).toBe(
      "410 CustomerErased",
    );
    // Also when the index is being made anew and knows nothing: the stores remember.
    await running.service.store.index.clear();
    const stored = { customer, keyEpoch: 1, organisation: steward.address, share: new Uint8Array(32) };
    await expect(running.service.shares.findOrAdd([stored])).rejects.toMatchObject({ code: "CustomerErased" });
    for (const request of requests().slice(2)) expect(await refusalOf(request)).toMatch(/^(403|410|503) /);
    expect(findTraces({ directory: running.directory, needles: { envelope: bytes.subarray(200) } })).toEqual([]);
  });

  it("behavior: an erasure that is reorganised away destroys nothing, and its customer is whole again", async () => {
    const { entry, customer, needles } = await addCustomer();
    const before = await openings(reader, steward.address, customer);
    const snapshot = await world.testClient.snapshot();
    await erase({ world, steward, latest: entry });
    await index();
    expect(await openings(reader, steward.address, customer)).toEqual(nothing(customer));
    await world.testClient.revert({ id: snapshot });
    await world.testClient.mine({ blocks: 2 * CONFIRMATIONS });
    await index();
    await running.service.eraser.erase();
    expect(await bodyOf(ask(`/api/customers/${customer}/erasure`))).toBeNull();
    expect(await openings(reader, steward.address, customer)).toEqual(before);
    expect(findTraces({ directory: running.directory, needles })).toEqual(Object.keys(needles));
  });

  it("attack: nothing is destroyed while the chain, asked again, does not store the erased head", async () => {
    const { entry, customer, needles } = await addCustomer();
    const isHeadOf = ({ method, params }: { method: string; params: unknown[] }) =>
      method === "eth_call" && JSON.stringify(params[0]).includes(HEAD_OF);
    proxy.distort = (call, result) => (isHeadOf(call) ? hashEntry(entry) : result);
    await erase({ world, steward, latest: entry });
    await confirm();
    expect(await receiptOf(customer)).toMatchObject({ state: "destroying", destroyedAt: null });
    expect(findTraces({ directory: running.directory, needles })).toEqual(Object.keys(needles));
    expect(await openings(reader, steward.address, customer)).toEqual(nothing(customer));
    proxy.distort = (_call, result) => result;
    await running.service.eraser.erase();
    expect((await receiptOf(customer)).state).toBe("destroyed");
    expect(findTraces({ directory: running.directory, needles })).toEqual([]);
  });

  it("attack: an erasure takes no other customer's payload along, whatever its entries name", async () => {
    const victim = await addCustomer();
    const foreigner = await as(other.writer);
    const pending = makeEnvelope({ world, customer: victim.customer });
    await bodyOf(upload({ ask: foreigner, organisation: other.address, ...pending }));
    const hijacker = await append({ world, organisation: other, payloadDigest: victim.digest });
    const second = await append({ world, organisation: other, after: hijacker, payloadDigest: pending.digest });
    await erase({ world, steward: other, latest: second });
    await confirm();
    expect(await receiptOf(hijacker.header.customer)).toMatchObject({ state: "destroyed", payloadsDeleted: 0 });
    expect((await ask(`/api/payloads/${victim.digest}`)).status).toBe(200);
    expect((await ask(`/api/payloads/${pending.digest}`)).status).toBe(200);
  });

  it("behavior: what was due while the service was down is done at its next start, by itself", async () => {
    const directory = mkdtempSync(join(tmpdir(), "kontor-erasure-"));
    await running.stop();
    await start({ directory });
    writer = await as(steward.writer);
    const { entry, customer, needles } = await addCustomer();
    await running.stop();
    await erase({ world, steward, latest: entry });
    await world.testClient.mine({ blocks: CONFIRMATIONS });
    await start({ directory });
    await expect.poll(async () => (await receiptOf(customer)).state, { timeout: 10_000 }).toBe("destroyed");
    expect(findTraces({ directory, needles })).toEqual([]);
    rmSync(directory, { recursive: true });
  });

  it("attack: a restored backup of the shares gives nothing back, not even while the index is made anew", async () => {
    const directory = mkdtempSync(join(tmpdir(), "kontor-erasure-"));
    const backup = mkdtempSync(join(tmpdir(), "kontor-backup-"));
    const restore = (file: string) => {
      for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(join(directory, name), { force: true });
      cpSync(join(backup, file), join(directory, file));
    };
    await running.stop();
    await start({ directory });
    writer = await as(steward.writer);
    const { entry, customer, needles } = await addCustomer();
    await running.stop();
    cpSync(directory, backup, { recursive: true });
    await start({ directory });
    await erase({ world, steward, latest: entry });
    await confirm();
    expect((await receiptOf(customer)).state).toBe("destroyed");
    await running.stop();

    restore("shares.sqlite");
    expect(findTraces({ directory, needles })).toEqual(["share"]);
    proxy.down = true;
    running = await startTestService({
      rpcUrl: proxy.url,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      directory,
    });
    // Without the chain, before any request.
    expect(findTraces({ directory, needles })).toEqual([]);
    await running.stop();
    proxy.down = false;

    restore("shares.sqlite");
    restore("kontor.sqlite");
    expect(findTraces({ directory, needles })).toEqual(Object.keys(needles));
    proxy.distort = ({ method }, result) => (method === "eth_getLogs" ? null : result);
    running = await startTestService({
      rpcUrl: proxy.url,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      directory,
    });
    ask = askApp(running.service.app);
    const member = await as(steward.reader);
    const request = json({ organisation: steward.address, items: [{ customer, keyEpoch: 1 }] });
    expect(await refusalOf(member("/api/openings", request))).toBe("503 IndexNotReady");
    proxy.distort = (_call, result) => result;
    await expect.poll(async () => (await ask(`/api/customers/${customer}/erasure`)).status).toBe(200);
    await expect.poll(async () => (await receiptOf(customer)).state).toBe("destroyed");
    expect(findTraces({ directory, needles })).toEqual([]);
    await running.stop();
    for (const path of [directory, backup]) rmSync(path, { recursive: true });
    await start();
  });

  it("error: with another program reading the store it is not called destroyed until the log is empty", async () => {
    const { entry, customer, needles } = await addCustomer();
    const other = new DatabaseSync(join(running.directory, "shares.sqlite"));
    other.exec("BEGIN; SELECT count(*) FROM share;");
    const pinned = other.prepare("SELECT count(*) AS shares FROM share").get();
    expect(pinned).toEqual({ shares: 1 });
    await erase({ world, steward, latest: entry });
    await world.testClient.mine({ blocks: CONFIRMATIONS });
    await index();
    await expect(running.service.eraser.erase()).rejects.toMatchObject({ code: "StoreBusy" });
    expect(await receiptOf(customer)).toMatchObject({ state: "destroying", sharesDestroyed: null });
    other.exec("ROLLBACK");
    other.close();
    await running.service.eraser.erase();
    expect(await receiptOf(customer)).toMatchObject({ state: "destroyed", sharesDestroyed: 1, wrapsDeleted: 2 });
    expect(findTraces({ directory: running.directory, needles })).toEqual([]);
  });

  it("behavior: while the file of many shares is written anew, requests are answered, and what they write is kept", async () => {
    const erased = await addCustomer();
    const many = Array.from({ length: 60_000 }, () => ({
      customer: randomHash(),
      keyEpoch: 1,
      organisation: steward.address,
      share: new Uint8Array(randomBytes(32)),
    }));
    const { shares, eraser } = running.service;
    for (let at = 0; at < many.length; at += 10_000) await shares.findOrAdd(many.slice(at, at + 10_000));
    const order: string[] = [];
    const { compact } = shares;
    const asked = Promise.withResolvers<void>();
    shares.compact = async () => {
      const done = compact();
      asked.resolve();
      await done;
      order.push("written anew");
    };
    await erase({ world, steward, latest: erased.entry });
    await world.testClient.mine({ blocks: CONFIRMATIONS });
    await index();
    const erasing = eraser.erase();
    await asked.promise;
    const salt = randomHash();
    const id = customerIdOf({ steward: steward.address, salt });
    const items = [{ customer: id, keyEpoch: 1, salt }];
    const writing = bodyOf(writer("/api/shares", json({ organisation: steward.address, items })));
    expect(await openings(reader, steward.address, erased.customer)).toEqual(nothing(erased.customer));
    expect((await fetch(`${running.url}/api/registry`)).status).toBe(200);
    expect(await receiptOf(erased.customer)).toMatchObject({ state: "destroying", destroyedAt: null });
    order.push("answered");
    await Promise.all([erasing, writing]);
    expect(order).toEqual(["answered", "written anew"]);
    expect(await receiptOf(erased.customer)).toMatchObject({ state: "destroyed", sharesDestroyed: 1 });
    expect(findTraces({ directory: running.directory, needles: erased.needles })).toEqual([]);
    expect(await shares.find([{ customer: id, keyEpoch: 1 }])).toHaveLength(1);
    const last = many.at(-1) ?? { customer: id, keyEpoch: 1 };
    expect(await shares.find([last])).toEqual([last]);
  });

  it("behavior: many erasures are done in one go", async () => {
    const many: Kept[] = [];
    for (let count = 0; count < 5; count++) many.push(await addCustomer());
    for (const { entry } of many) await erase({ world, steward, latest: entry });
    await confirm();
    for (const { customer, needles } of many) {
      expect((await receiptOf(customer)).state).toBe("destroyed");
      expect(findTraces({ directory: running.directory, needles })).toEqual([]);
    }
  });
});
