import { createPublicClient, type Hex, http, keccak256, toHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChainClient as Client } from "#client/registry/registry.ts";
import { awaitIndex } from "#client/service/registry.ts";
import { findCustomers } from "#client/verify/find-customers.ts";
import { headSlotOf } from "#client/verify/heads-slot.ts";
import { proveRegistry } from "#client/verify/prove-registry.ts";
import {
  type CustomerReport,
  type VerifyCustomersParameters,
  verifyCustomers,
} from "#client/verify/verify-customers.ts";
import { newCustomer } from "#client/write/draft.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { kontorRegistryCodeHash } from "#generated/kontor-registry-bytecode.ts";
import { type AlterRpc, RpcRefusal, startAlteredRpc } from "#test/client/altered-rpc.ts";
import { altered, alteredService, type Exchange } from "#test/client/altered-service.ts";
import { companyProfile, note, order } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { contextOf, startWorld, type World } from "#test/client/world.ts";
import { hasAnvil } from "#test/helpers/chain.ts";

/* A stranger's check. It knows the RPC, the registry and the service, and each of them may lie. */

async function writeThree(world: World): Promise<{ customer: Hex; digests: Hex[] }> {
  const context = contextOf({ world });
  const place = newCustomer({ organisation: world.organisation });
  const records = [companyProfile(), order("10643"), note("Asked for a discount.")];
  const drafts = records.map((record) => ({ ...place, record }));
  const write = await prepareWrite({ context, id: place.customer, drafts });
  await runWrite({ context, write, pollInterval: 20 });
  return { customer: place.customer, digests: write.appends.map(({ payloadDigest }) => payloadDigest) };
}

async function reportsOf(parameters: VerifyCustomersParameters): Promise<CustomerReport[]> {
  const reports: CustomerReport[] = [];
  for await (const report of verifyCustomers(parameters)) reports.push(report);
  return reports;
}

const clientOf = (url: string) =>
  createPublicClient({ transport: http(url, { retryCount: 0 }), cacheTime: 0 }) as Client;

const chains = [{ client: "hardhat" } as const, ...(hasAnvil() ? [{ client: "anvil" } as const] : [])];

describe.each(chains)("a stranger's check on $client", ({ client }) => {
  let world: World;
  let one: { customer: Hex; digests: Hex[] };
  let two: { customer: Hex; digests: Hex[] };
  beforeAll(async () => {
    world = await startWorld({ client });
    one = await writeThree(world);
    two = await writeThree(world);
    await awaitIndex({ service: world.service, blockNumber: await world.client.getBlockNumber({ cacheTime: 0 }) });
  });
  afterAll(() => world.stop());

  const prove = (more: Partial<Parameters<typeof proveRegistry>[0]> = {}) =>
    proveRegistry({ clients: [clientOf(world.chain.rpcUrl)], registry: world.registry.address, ...more });

  it("default: verifies whole chains with payloads, from a proven head", async () => {
    const proven = await prove();
    expect(proven).toMatchObject({ chainId: 31337, codeHash: kontorRegistryCodeHash, trust: "one RPC" });
    const { customers, leftOut } = await findCustomers({ proven, service: world.service });
    expect(customers).toEqual([one.customer, two.customer]);
    expect(leftOut).toEqual({ byEvents: 0, byService: 0 });
    const reports = await reportsOf({ proven, customers, service: world.service });
    for (const report of reports) {
      expect(report).toMatchObject({ verdict: "proven", verified: true, checked: "entries and payloads" });
      expect(report.entries.map(({ verdict }) => verdict)).toEqual(["proven", "proven", "proven"]);
      expect(report.entries.map(({ replacedBy }) => replacedBy)).toEqual([null, null, null]);
    }
  });

  it("default: without a service checks the entries, says so, and calls nothing proven", async () => {
    const [report] = await reportsOf({ proven: await prove(), customers: [one.customer] });
    expect(report).toMatchObject({ verified: true, checked: "entries", verdict: "unavailable" });
    expect(report?.entries.map(({ verdict }) => verdict)).not.toContain("proven");
  });

  it("behavior: a customer that the registry never saw is proven to be unknown", async () => {
    const customer = keccak256(toHex("nobody"));
    const [report] = await reportsOf({ proven: await prove(), customers: [customer], service: world.service });
    expect(report).toEqual({
      customer,
      head: null,
      verdict: "unknown",
      verified: false,
      checked: "entries and payloads",
      entries: [],
    });
  });

  it("behavior: with confirmations the chain is checked as of an older block", async () => {
    const block = await world.client.getBlockNumber();
    const proven = await prove({ confirmations: 2 });
    expect(proven.block.number).toBe(block - 1n);
    const [report] = await reportsOf({ proven, customers: [two.customer], service: world.service });
    expect(report?.verdict).toBe("unknown");
    expect(await refusalOf(prove({ confirmations: 1_000_000 }))).toMatchObject({ code: "ChainUnavailable" });
  });

  it("behavior: several RPCs have to agree, and a block hash of one's own takes the RPC off trust", async () => {
    const { hash } = await world.client.getBlock();
    const clients = [clientOf(world.chain.rpcUrl), clientOf(world.chain.rpcUrl)];
    expect(await prove({ clients })).toMatchObject({ trust: "agreeing RPCs", block: { hash } });
    expect(await prove({ blockHash: hash })).toMatchObject({ trust: "given block hash", block: { hash } });
    expect(await refusalOf(prove({ blockHash: keccak256("0x01") }))).toMatchObject({ code: "ChainUnavailable" });
  });

  it("behavior: the newest block has a greatest age, but on a development chain, and where the block was given", async () => {
    const { hash, timestamp } = await world.client.getBlock();
    const later = (seconds: number) => () => (Number(timestamp) + seconds) * 1_000;
    expect(await prove({ now: later(100_000_000) })).toMatchObject({ block: { hash } });
    expect(await prove({ now: later(60), maxAge: 60 })).toMatchObject({ block: { hash } });
    expect(await refusalOf(prove({ now: later(61), maxAge: 60 }))).toMatchObject({
      code: "BlockTooOld",
      details: { age: 61, maxAge: 60 },
    });
    expect(await refusalOf(prove({ now: later(-61), maxAge: 60 }))).toMatchObject({ code: "BlockTooOld" });
    expect(await prove({ now: later(61), maxAge: 60, blockHash: hash })).toMatchObject({ block: { hash } });
    // The newest block's age, not that of the block that has the confirmations.
    const older = await prove({ confirmations: 3, now: later(0), maxAge: 0 });
    expect(older.block.number).toBe((await world.client.getBlockNumber()) - 2n);
  });

  it("error: another contract, no contract, and code that is pinned otherwise are refused", async () => {
    const hash = keccak256("0x02");
    expect(await refusalOf(prove({ codeHash: hash }))).toMatchObject({ code: "RegistryUnknown" });
    expect(await refusalOf(prove({ registry: world.keeper.address }))).toMatchObject({ code: "RegistryUnknown" });
    const nobody = "0x00000000000000000000000000000000000000f1";
    expect(await refusalOf(prove({ registry: nobody }))).toMatchObject({ code: "RegistryMissing" });
    expect(await refusalOf(prove({ clients: [] }))).toMatchObject({ code: "InvalidArgument" });
  });

  it("error: a dead RPC is unavailable", async () => {
    const refused = await refusalOf(prove({ clients: [clientOf("http://127.0.0.1:1")] }));
    expect(refused).toMatchObject({ code: "ChainUnavailable", retryable: true });
  });

  describe("against a lying RPC", () => {
    type Proof = { accountProof: Hex[]; storageProof: { key: Hex; value: Hex; proof: Hex[] }[]; codeHash: Hex };
    type Block = Record<string, unknown>;
    const flip = (hex: Hex): Hex => {
      const last = Number.parseInt(hex.slice(-1), 16) ^ 1;
      return `${hex.slice(0, -1)}${last.toString(16)}` as Hex;
    };
    const on = (method: string, change: (result: never, params: unknown[]) => unknown): AlterRpc => {
      return (call) =>
        call.method === method ? change(structuredClone(call.result) as never, call.params) : call.result;
    };

    async function verifyThrough(alter: AlterRpc, more: { clients?: "also the honest one" } = {}) {
      const rpc = await startAlteredRpc({ target: world.chain.rpcUrl, alter });
      try {
        const clients = [clientOf(rpc.url), ...(more.clients === undefined ? [] : [clientOf(world.chain.rpcUrl)])];
        const proven = await prove({ clients });
        const [report] = await reportsOf({ proven, customers: [one.customer] });
        return report?.verdict === "unavailable" && !report.verified ? "unavailable" : report;
      } catch (error) {
        return (error as { code?: string }).code === "ChainUnavailable" ? "unavailable" : error;
      } finally {
        await rpc.stop();
      }
    }

    const lies: Record<string, AlterRpc> = {
      "another state root": on("eth_getBlockByNumber", (block: Block) => ({ ...block, stateRoot: keccak256("0x03") })),
      "another block hash": on("eth_getBlockByNumber", (block: Block) => ({ ...block, hash: keccak256("0x03") })),
      "an older block under the newest number": on("eth_getBlockByNumber", (block: Block) => ({
        ...block,
        number: "0x1",
      })),
      "no block": on("eth_getBlockByNumber", () => null),
      "a block of garbage": on("eth_getBlockByNumber", () => ({ hash: "0x", stateRoot: 7 })),
      "a block number of garbage": on("eth_blockNumber", () => "newest"),
      "an account proof with a flipped bit": on("eth_getProof", (proof: Proof) => ({
        ...proof,
        accountProof: proof.accountProof.map(flip),
      })),
      "an account proof with its leaf cut off": on("eth_getProof", (proof: Proof) => ({
        ...proof,
        accountProof: proof.accountProof.slice(0, -1),
      })),
      "no account proof": on("eth_getProof", (proof: Proof) => ({ ...proof, accountProof: [] })),
      "a storage proof with a flipped bit": on("eth_getProof", (proof: Proof) => ({
        ...proof,
        storageProof: proof.storageProof.map((slot) => ({ ...slot, proof: slot.proof.map(flip) })),
      })),
      "an empty storage proof": on("eth_getProof", (proof: Proof) => ({
        ...proof,
        storageProof: proof.storageProof.map((slot) => ({ ...slot, proof: [] })),
      })),
      "no storage proof": on("eth_getProof", (proof: Proof) => ({ ...proof, storageProof: [] })),
      "a proof of garbage": on("eth_getProof", () => "0x"),
      "no answer to proofs": on("eth_getProof", () => new RpcRefusal()),
      "no events": on("eth_getLogs", () => []),
      "no answer to events": on("eth_getLogs", () => new RpcRefusal()),
      "events with the newest left out": on("eth_getLogs", (logs: unknown[]) => logs.slice(0, -1)),
      "events with the oldest left out": on("eth_getLogs", (logs: unknown[]) => logs.slice(1)),
      "events with a flipped bit": on("eth_getLogs", (logs: { data: Hex }[]) =>
        logs.map((log) => ({ ...log, data: flip(log.data) })),
      ),
      "events of another customer": on("eth_getLogs", (logs: { topics: Hex[] }[]) =>
        logs.map((log) => ({ ...log, topics: [log.topics[0], keccak256("0x05")] })),
      ),
      "events of another contract": on("eth_getLogs", (logs: object[]) =>
        logs.map((log) => ({ ...log, address: world.keeper.address })),
      ),
    };

    it.each(Object.entries(lies))("attack: %s is unavailable, never verified", async (_name, alter) => {
      expect(await verifyThrough(alter)).toBe("unavailable");
    });

    it("attack: the account and storage of another contract under the registry's address", async () => {
      const other = await world.client.getProof({ address: world.keeper.address, storageKeys: [] });
      expect(
        await verifyThrough(
          on("eth_getProof", () =>
            JSON.parse(
              JSON.stringify(other, (_key, value) => (typeof value === "bigint" ? `0x${value.toString(16)}` : value)),
            ),
          ),
        ),
      ).toBe("unavailable");
    });

    it("attack: what eth_call says does not matter", async () => {
      const report = await verifyThrough(on("eth_call", () => keccak256("0x06")));
      expect(report).toMatchObject({ verified: true });
    });

    it("attack: a consistent older block of one RPC is found out by an honest second one", async () => {
      const stuck = await world.client.getBlock({ blockNumber: (await world.client.getBlockNumber()) - 1n });
      const forked: AlterRpc = ({ method, result }) => {
        if (method === "eth_getBlockByNumber") return { ...(result as object), hash: stuck.hash };
        return result;
      };
      expect(await verifyThrough(forked, { clients: "also the honest one" })).toBe("unavailable");
    });

    it("attack: RPCs of different chains are told apart", async () => {
      const rpc = await startAlteredRpc({ target: world.chain.rpcUrl, alter: on("eth_chainId", () => "0x1") });
      const clients = [clientOf(rpc.url), clientOf(world.chain.rpcUrl)];
      expect(await refusalOf(prove({ clients }))).toMatchObject({ code: "WrongChain" });
      await rpc.stop();
    });

    it("attack: a known customer shown as absent, with the proof of an empty slot", async () => {
      // Elsewhere in the trie from its root on: a neighbour's proof may hold the customer's own leaf, and then proves it present.
      const branchOf = (slot: Hex) => keccak256(slot)[2];
      const emptySlots = Array.from({ length: 64 }, (_, index) => keccak256(toHex(index, { size: 32 })));
      const storageKeys = emptySlots
        .filter((slot) => branchOf(slot) !== branchOf(headSlotOf(one.customer)))
        .slice(0, 1);
      const empty = await world.client.getProof({ address: world.registry.address, storageKeys });
      const [slot] = empty.storageProof;
      const absent = on("eth_getProof", (proof: Proof) => ({
        ...proof,
        storageProof: proof.storageProof.map((shown) => ({ ...shown, value: "0x0", proof: slot?.proof ?? [] })),
      }));
      expect(await verifyThrough(absent)).toBe("unavailable");
    });

    it("attack: an RPC that shows an old block as its newest takes the honest one back to the old state with it only so far", async () => {
      const newest = await world.client.getBlockNumber({ cacheTime: 0 });
      const rewound = await startAlteredRpc({
        target: world.chain.rpcUrl,
        alter: on("eth_blockNumber", () => toHex(newest - 7n)),
      });
      const clients = [clientOf(world.chain.rpcUrl), clientOf(rewound.url)];
      expect(await refusalOf(prove({ clients }))).toMatchObject({
        code: "ChainUnavailable",
        message: expect.stringContaining(`${newest}, ${newest - 7n}`),
      });
      expect(await prove({ clients, maxSpread: 7 })).toMatchObject({ block: { number: newest - 7n } });
      await rewound.stop();
    });

    it("attack: on a chain that is none of a developer, an old block alone is refused", async () => {
      const mainnet = await startAlteredRpc({ target: world.chain.rpcUrl, alter: on("eth_chainId", () => "0x1") });
      const now = () => Date.now() + 700_000;
      expect(await refusalOf(prove({ clients: [clientOf(mainnet.url)], now }))).toMatchObject({ code: "BlockTooOld" });
      expect(await prove({ clients: [clientOf(mainnet.url)] })).toMatchObject({ chainId: 1 });
      await mainnet.stop();
    });

    it.each([
      ["number", "0x20000000000000"],
      ["timestamp", "0x20000000000000"],
    ])("attack: a block whose %s no date or number can hold is refused", async (name, value) => {
      const rpc = await startAlteredRpc({
        target: world.chain.rpcUrl,
        alter: on("eth_getBlockByNumber", (block: Block) => ({ ...block, [name]: value })),
      });
      expect(await refusalOf(prove({ clients: [clientOf(rpc.url)] }))).toMatchObject({ code: "ChainUnavailable" });
      await rpc.stop();
    });

    it("attack: customers whose events are hidden are found in the service's list, and those that it hides in the events", async () => {
      const hiding = await startAlteredRpc({
        target: world.chain.rpcUrl,
        alter: on("eth_getLogs", (logs: { topics: Hex[] }[]) =>
          logs.filter(({ topics }) => topics[1] === one.customer),
        ),
      });
      const proven = await prove({ clients: [clientOf(hiding.url)] });
      const { service } = world;
      expect(await findCustomers({ proven })).toEqual({
        customers: [one.customer],
        leftOut: { byEvents: 0, byService: null },
      });
      const found = await findCustomers({ proven, service });
      expect(found).toEqual({ customers: [one.customer, two.customer], leftOut: { byEvents: 1, byService: 0 } });
      for (const report of await reportsOf({ ...found, proven, service })) expect(report.verified).toBe(true);
      const forgetful = alteredService({
        service,
        alter: ({ path, response }) =>
          path === "/api/customers"
            ? altered(response, (page: { items: { customer: Hex }[] }) => {
                page.items = page.items.filter(({ customer }) => customer !== two.customer);
              })
            : null,
      });
      expect(await findCustomers({ proven: await prove(), service: forgetful })).toEqual({
        customers: [one.customer, two.customer],
        leftOut: { byEvents: 0, byService: 1 },
      });
      await hiding.stop();
    });

    it("behavior: where one of the two lists is not to be had, the other serves; without both it is unavailable", async () => {
      const mute = await startAlteredRpc({
        target: world.chain.rpcUrl,
        alter: on("eth_getLogs", () => new RpcRefusal()),
      });
      const proven = await prove({ clients: [clientOf(mute.url)] });
      const down = alteredService({ service: world.service, alter: () => Promise.reject(new TypeError("failed")) });
      expect(await findCustomers({ proven, service: world.service })).toMatchObject({
        leftOut: { byEvents: null, byService: 0 },
        customers: { length: 2 },
      });
      expect(await findCustomers({ proven: await prove(), service: down })).toMatchObject({
        leftOut: { byEvents: 0, byService: null },
        customers: { length: 2 },
      });
      expect(await refusalOf(findCustomers({ proven }))).toMatchObject({ code: "ChainUnavailable" });
      expect(await refusalOf(findCustomers({ proven, service: down }))).toMatchObject({ code: "ChainUnavailable" });
      await mute.stop();
    });

    it("attack: a list of the service that goes round in a circle is no list", async () => {
      const circling = alteredService({
        service: world.service,
        alter: ({ path, response }) =>
          path === "/api/customers"
            ? altered(response, (page: { items: { customer: Hex }[]; next: Hex | null }) => {
                page.next = page.items.at(-1)?.customer ?? null;
                page.items = page.items.slice(0, 1);
              })
            : null,
      });
      expect(await findCustomers({ proven: await prove(), service: circling })).toMatchObject({
        leftOut: { byEvents: 0, byService: null },
      });
    });

    it("behavior: an RPC that refuses logs is made good by the service's list, which the proven head checks", async () => {
      const rpc = await startAlteredRpc({
        target: world.chain.rpcUrl,
        alter: on("eth_getLogs", () => new RpcRefusal()),
      });
      const proven = await prove({ clients: [clientOf(rpc.url)] });
      const [report] = await reportsOf({ proven, customers: [one.customer], service: world.service });
      expect(report).toMatchObject({ verdict: "proven", verified: true });
      await rpc.stop();
    });
  });

  describe("against a service", () => {
    const payloadPath = (at: number) => `/api/payloads/${one.digests[at]}`;
    const bytes = async (response: Response) => new Uint8Array(await response.arrayBuffer());

    async function verifyWith(alter: (exchange: Exchange) => Promise<Response | null> | Response | null) {
      const service = alteredService({ service: world.service, alter });
      const [report] = await reportsOf({ proven: await prove(), customers: [one.customer], service });
      return {
        verdict: report?.verdict,
        verified: report?.verified,
        entries: report?.entries.map(({ verdict }) => verdict),
      };
    }

    it.each([
      {
        lie: "a flipped bit",
        change: (payload: Uint8Array) => payload.with(payload.length - 1, (payload.at(-1) ?? 0) ^ 1),
      },
      { lie: "a flipped bit in the header", change: (payload: Uint8Array) => payload.with(7, (payload[7] ?? 0) ^ 1) },
      { lie: "a byte cut off", change: (payload: Uint8Array) => payload.slice(0, -1) },
      { lie: "a byte too many", change: (payload: Uint8Array) => Uint8Array.of(...payload, 0) },
      { lie: "nothing at all", change: () => new Uint8Array() },
    ])("attack: a payload with $lie is tampered, and named", async ({ change }) => {
      const result = await verifyWith(async ({ path, response }) =>
        path === payloadPath(1) ? new Response(change(await bytes(response)) as Uint8Array<ArrayBuffer>) : null,
      );
      expect(result).toEqual({ verdict: "tampered", verified: false, entries: ["proven", "tampered", "proven"] });
    });

    it("attack: an older payload of the customer, or another customer's, in its place is tampered", async () => {
      for (const digest of [one.digests[0], two.digests[2]]) {
        const other = await world.service.fetch(`${world.running.url}/api/payloads/${digest}`);
        const body = await bytes(other);
        const result = await verifyWith(({ path }) => (path === payloadPath(2) ? new Response(body) : null));
        expect(result).toEqual({
          verdict: "tampered",
          verified: false,
          entries: ["proven", "proven", "tampered"],
        });
      }
    });

    it("attack: a withheld payload is unavailable, and named", async () => {
      const missing = { error: { code: "PayloadNotFound", message: "No.", hints: [], retryable: false } };
      const result = await verifyWith(({ path }) =>
        path === payloadPath(2) ? Response.json(missing, { status: 404 }) : null,
      );
      expect(result).toEqual({
        verdict: "unavailable",
        verified: false,
        entries: ["proven", "proven", "unavailable"],
      });
    });

    it("attack: more bytes than an envelope can have are not read to their end", async () => {
      const sent = { bytes: 0 };
      const endless = () =>
        new ReadableStream<Uint8Array<ArrayBuffer>>({
          pull: (controller) => {
            sent.bytes += 65_536;
            controller.enqueue(new Uint8Array(65_536));
          },
        });
      const result = await verifyWith(({ path }) => (path === payloadPath(1) ? new Response(endless()) : null));
      expect(result).toEqual({ verdict: "tampered", verified: false, entries: ["proven", "tampered", "proven"] });
      expect(sent.bytes).toBeLessThan(3 * 1024 * 1024);
    });

    it("behavior: once the deadline has passed, what is left is unavailable", async () => {
      const ends = new AbortController();
      const verdicts: string[] = [];
      const customers = [one.customer, two.customer];
      const { signal } = ends;
      for await (const report of verifyCustomers({
        proven: await prove(),
        customers,
        service: world.service,
        signal,
      })) {
        verdicts.push(report.verdict);
        ends.abort();
      }
      expect(verdicts).toEqual(["proven", "unavailable"]);
    });

    it("behavior: entries that the service already has, and the block does not, do no harm", async () => {
      const rpc = await startAlteredRpc({
        target: world.chain.rpcUrl,
        alter: ({ method, result }) => (method === "eth_getLogs" ? new RpcRefusal() : result),
      });
      const proven = await prove({ clients: [clientOf(rpc.url)] });
      const service = alteredService({
        service: world.service,
        alter: ({ path, response }) =>
          path.endsWith("/entries")
            ? altered(response, (body: { entries: { sequence: number; previous: Hex }[] }) => {
                const newest = body.entries.at(-1);
                if (newest !== undefined) body.entries.push({ ...newest, sequence: newest.sequence + 1 });
              })
            : null,
      });
      const [report] = await reportsOf({ proven, customers: [one.customer], service });
      expect(report).toMatchObject({ verified: true, verdict: "proven", entries: { length: 3 } });
      await rpc.stop();
    });

    it("error: a service that is down, fails, or answers with a page is unavailable", async () => {
      const ends = [
        () => Promise.reject(new TypeError("fetch failed")),
        () => new Response("<html>", { status: 502 }),
        () => new Response("<html>", { status: 404 }),
      ];
      for (const end of ends) expect(await verifyWith(end)).toMatchObject({ verdict: "unavailable", verified: false });
    });

    it("attack: forged entries of the service change nothing, for the chain's own are asked first", async () => {
      const result = await verifyWith(async ({ path, response }) =>
        path.endsWith("/entries")
          ? altered(response, (body: { entries: { commitment: Hex }[] }) => {
              for (const entry of body.entries) entry.commitment = keccak256("0x08");
            })
          : null,
      );
      expect(result).toMatchObject({ verdict: "proven", verified: true });
    });

    it("attack: forged entries of the service are refused where the RPC shows none", async () => {
      const rpc = await startAlteredRpc({
        target: world.chain.rpcUrl,
        alter: ({ method, result }) => (method === "eth_getLogs" ? new RpcRefusal() : result),
      });
      const service = alteredService({
        service: world.service,
        alter: async ({ path, response }) =>
          path.endsWith("/entries")
            ? altered(response, (body: { entries: { commitment: Hex }[] }) => {
                const newest = body.entries.at(-1);
                if (newest !== undefined) newest.commitment = keccak256("0x08");
              })
            : null,
      });
      const proven = await prove({ clients: [clientOf(rpc.url)] });
      const [report] = await reportsOf({ proven, customers: [one.customer], service });
      expect(report).toMatchObject({ verified: false, verdict: "unknown" });
      await rpc.stop();
    });
  });
});
