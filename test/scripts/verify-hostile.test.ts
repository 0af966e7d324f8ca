import type { ServerResponse } from "node:http";
import { type Hex, toHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRegistry } from "#client/acts/call-registry.ts";
import { latestEntry } from "#client/read/latest-entry.ts";
import { awaitIndex } from "#client/service/registry.ts";
import { newCustomer } from "#client/write/draft.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { predecessorOf } from "#protocol/chain/entry.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { companyProfile, order } from "#test/client/records.ts";
import { contextOf, startWorld, type World } from "#test/client/world.ts";
import {
  type Behave,
  type HostileProxy,
  sendWithoutEnd,
  startHostileProxy,
  staySilent,
} from "#test/helpers/hostile-proxy.ts";
import { runScript } from "#test/scripts/run-script.ts";

/* The real command as a process of its own, with a hostile RPC or a hostile service in front of it. */

/** Without anything hostile the process takes about 200 MiB; an endless body that is read would take all there is. */
const MEMORY_LIMIT_MIB = 500;
const SECONDS_LIMIT = 30;

let world: World;
let customer: Hex;
let digest: Hex;
const table: Record<string, { "exit code": number | null; "peak MiB": number; seconds: number; says: string }> = {};

beforeAll(async () => {
  world = await startWorld();
  for (let at = 0; at < 3; at++) {
    const context = contextOf({ world });
    const place = newCustomer({ organisation: world.organisation });
    const drafts = [companyProfile(), ...Array.from({ length: 9 }, (_, number) => order(`${number}`))];
    const write = await prepareWrite({
      context,
      id: place.customer,
      drafts: drafts.map((record) => ({ ...place, record })),
    });
    await runWrite({ context, write, pollInterval: 20 });
    customer = place.customer;
    digest = write.appends[1]?.payloadDigest ?? "0x";
  }
  await awaitIndex({ service: world.service, blockNumber: await world.client.getBlockNumber({ cacheTime: 0 }) });
});
afterAll(async () => {
  await world.stop();
  process.stdout.write("\n");
  console.table(table);
});

type Hostile = { rpc?: Behave; service?: Behave; args?: readonly string[]; withoutService?: boolean };

/** Runs the command through the hostile parts, and notes how it ended. */
async function verify(title: string, { rpc, service, args = ["--customer", customer], withoutService }: Hostile) {
  const proxies: HostileProxy[] = [];
  const through = async (target: string, behave: Behave | undefined) => {
    if (behave === undefined) return target;
    const proxy = await startHostileProxy({ target, behave });
    proxies.push(proxy);
    return proxy.url;
  };
  const rpcUrl = await through(world.chain.rpcUrl, rpc);
  const serviceUrl = await through(world.running.url, service);
  const begun = performance.now();
  const { code, output, complaint } = await runScript({
    name: "verify",
    args: [
      ...["--rpc", rpcUrl, "--registry", world.registry.address, "--timeout", "2"],
      ...(withoutService ? [] : ["--service", serviceUrl]),
      ...args,
    ],
    environment: { NODE_OPTIONS: `--import=${new URL("./report-peak-memory.mjs", import.meta.url)}` },
  });
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  for (const proxy of proxies) await proxy.stop();
  const peak = Math.round(Number(/peak-memory (\d+) KiB/.exec(complaint)?.[1]) / 1_024);
  const says = (
    complaint.replace(/peak-memory.*/, "").trim() ||
    (output
      .trim()
      .split(/\n(?! )/)
      .at(-1) ??
      "")
  ).split("\n")[0];
  table[title] = { "exit code": code, "peak MiB": peak, seconds, says: (says ?? "").slice(0, 90) };
  expect(peak, "the peak of memory was not measured, or is over the limit").toBeLessThan(MEMORY_LIMIT_MIB);
  expect(seconds).toBeLessThan(SECONDS_LIMIT);
  expect(complaint).not.toMatch(/^ {4}at /m);
  return { code, output, complaint };
}

const onMethod = (method: string, answer: (response: ServerResponse, id: number) => true): Behave => {
  return ({ body }, response) => {
    const call = JSON.parse(body) as { method: string; id: number };
    return call.method === method ? answer(response, call.id) : undefined;
  };
};
const onPath = (pattern: RegExp, answer: (response: ServerResponse, path: string) => true): Behave => {
  return ({ path }, response) => (pattern.test(path) ? answer(response, path) : undefined);
};
const send = (response: ServerResponse, body: string | Uint8Array, status = 200): true => {
  response.writeHead(status, { "content-type": "application/json" }).end(body);
  return true;
};
const waitAnHour = (response: ServerResponse): true => {
  response.writeHead(429, { "retry-after": "3600" }).end();
  return true;
};
const rpcResult = (response: ServerResponse, id: number, result: unknown): true =>
  send(response, JSON.stringify({ jsonrpc: "2.0", id, result }));
const PAYLOADS = /^\/api\/payloads\//;

describe("the verify command against honest parts", () => {
  it("default: verifies, and its peak of memory is what the limit is measured by", async () => {
    expect(await verify("honest", { args: ["--all"] })).toMatchObject({ code: 0 });
    expect(table.honest?.["peak MiB"]).toBeGreaterThan(50);
  });
});

describe("the verify command against a hostile RPC", () => {
  it.each<[string, Behave]>([
    ["answers without an end", (_, response) => sendWithoutEnd(response, '{"jsonrpc":"2.0","id":1,"result":"0x')],
    [
      "proofs without an end",
      onMethod("eth_getProof", (response) => sendWithoutEnd(response, '{"result":{"accountProof":["0x')),
    ],
    ["never answers", staySilent],
    ["asks to wait for an hour", (_, response) => waitAnHour(response)],
    ["answers with a page", (_, response) => send(response, "<html>".repeat(1_000))],
    ["answers with deep nesting", (_, response) => send(response, "[".repeat(1_000_000))],
    [
      "a block number that no number can hold",
      onMethod("eth_blockNumber", (response, id) => rpcResult(response, id, `0x${"ff".repeat(32)}`)),
    ],
  ])("attack: RPC: %s; it is unavailable and exits 3", async (title, rpc) => {
    expect(await verify(`RPC: ${title}`, { rpc })).toMatchObject({ code: 3 });
  });

  it("attack: RPC: logs without an end are made good by the service", async () => {
    const rpc = onMethod("eth_getLogs", (response) => sendWithoutEnd(response, '{"result":["'));
    expect(await verify("RPC: logs without an end", { rpc })).toMatchObject({ code: 0 });
  });

  it("attack: RPC: hidden logs are nothing to verify without a service, and made good with one", async () => {
    const rpc = onMethod("eth_getLogs", (response, id) => rpcResult(response, id, []));
    const alone = await verify("RPC: hides all logs, --all without a service", {
      rpc,
      args: ["--all"],
      withoutService: true,
    });
    expect(alone).toMatchObject({ code: 3, output: expect.stringContaining("nothing was there to verify") });
    const both = await verify("RPC: hides all logs, --all with a service", { rpc, args: ["--all"] });
    expect(both).toMatchObject({ code: 0, output: expect.stringContaining("events leave out 3 of the customers") });
    expect(both.output).toContain("3 verified, 0 refused, 0 unavailable, of 3 customers with 30 entries");
  });

  it("attack: RPC: an old block beside an honest RPC, and an old one alone, exit 3", async () => {
    const newest = await world.client.getBlockNumber({ cacheTime: 0 });
    const rpc = onMethod("eth_blockNumber", (response, id) => rpcResult(response, id, toHex(newest - 9n)));
    const beside = ["--rpc", world.chain.rpcUrl, "--customer", customer];
    expect(await verify("RPC: shows an old block beside an honest one", { rpc, args: beside })).toMatchObject({
      code: 3,
      complaint: expect.stringContaining("too far apart"),
    });
    const { timestamp } = await world.client.getBlock({ blockNumber: newest - 9n });
    const age = Math.max(0, Math.floor(Date.now() / 1_000) - Number(timestamp) - 1);
    const alone = await verify("RPC: shows an old block, alone", {
      rpc,
      args: ["--customer", customer, "--max-age", `${age}`],
    });
    expect(alone).toMatchObject({ code: 3, complaint: expect.stringContaining("[BlockTooOld]") });
  });

  it("attack: RPC: a header of a later fork exits 3 and names the field", async () => {
    const rpc: Behave = async ({ body }, response) => {
      const call = JSON.parse(body) as { method: string; id: number };
      if (call.method !== "eth_getBlockByNumber") return undefined;
      const init = { method: "POST", headers: { "content-type": "application/json" }, body };
      const { result } = (await (await fetch(world.chain.rpcUrl, init)).json()) as { result: object };
      return rpcResult(response, call.id, { ...result, laterField: "0x1", hash: toHex(1, { size: 32 }) });
    };
    expect(await verify("RPC: a header of a later fork", { rpc })).toMatchObject({
      code: 3,
      complaint: expect.stringContaining("laterField"),
    });
  });
});

describe("the verify command against a hostile service", () => {
  it.each<[string, Behave]>([
    ["a payload without an end", onPath(PAYLOADS, (response) => sendWithoutEnd(response))],
    ["a payload of 50 MB", onPath(PAYLOADS, (response) => send(response, new Uint8Array(50_000_000)))],
    ["a payload of another entry", onPath(PAYLOADS, (response) => send(response, "x".repeat(400)))],
  ])("attack: service: %s is tampered and exits 1", async (title, service) => {
    const { code, output } = await verify(`service: ${title}`, { service });
    expect({ code, tampered: /entry 2: tampered \(Payload(TooLarge|Mismatch)\)/.test(output) }).toEqual({
      code: 1,
      tampered: true,
    });
  });

  it.each<[string, Behave]>([
    ["never answers for payloads", onPath(PAYLOADS, staySilent)],
    ["never answers at all", staySilent],
    ["asks to wait for an hour", onPath(PAYLOADS, waitAnHour)],
    ["fails each time", onPath(PAYLOADS, (response) => send(response, "", 503))],
    [
      "a refusal without an end",
      onPath(PAYLOADS, (response) => {
        response.writeHead(404);
        const more = () => {
          while (!response.destroyed && response.write("x".repeat(65_536))) {}
        };
        response.on("drain", more);
        more();
        return true;
      }),
    ],
  ])("attack: service: %s is unavailable and exits 3, given up after a few tries", async (title, service) => {
    expect(await verify(`service: ${title}`, { service, args: ["--all"] })).toMatchObject({ code: 3 });
  });

  it("attack: service: one payload that never comes is told apart from those that are verified", async () => {
    const service = onPath(new RegExp(digest), staySilent);
    const { code, output } = await verify("service: withholds one of thirty payloads", { service, args: ["--all"] });
    expect(code).toBe(3);
    expect(output).toContain("2 verified, 0 refused, 1 unavailable, of 3 customers with 30 entries");
  });

  it("attack: service: entries without an end, and 200,000 claimed ones, where the RPC shows none", async () => {
    const rpc = onMethod("eth_getLogs", (response, id) =>
      send(response, JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32005, message: "limit exceeded" } })),
    );
    const endless = onPath(/\/entries/, (response) => sendWithoutEnd(response, '{"entries":["'));
    expect(await verify("service: entries without an end", { rpc, service: endless })).toMatchObject({ code: 3 });
    const claim = (count: number) => {
      const hash = `0x${"ab".repeat(32)}`;
      const account = `0x${"cd".repeat(20)}`;
      const place = { blockNumber: 1, blockHash: hash, transactionHash: hash, timestamp: 1, confirmed: true };
      const body = { previous: hash, author: account, kind: 6, keyEpoch: 1, commitment: hash, payloadDigest: hash };
      const entries = Array.from({ length: count }, (_, at) => ({
        sequence: at + 1,
        steward: account,
        ...body,
        ...place,
      }));
      return JSON.stringify({ customer, head: hash, entries, next: null });
    };
    const many = claim(200_000);
    const flooding = onPath(/\/entries/, (response) => send(response, many));
    expect(await verify("service: 200,000 claimed entries", { rpc, service: flooding })).toMatchObject({ code: 3 });
    const fewer = claim(20_000);
    const forging = onPath(/\/entries/, (response) => send(response, fewer));
    const forged = await verify("service: 20,000 forged entries", { rpc, service: forging });
    expect(forged).toMatchObject({ code: 1, output: expect.stringContaining("and 19981 more") });
  });

  it("attack: service: a list of customers without an end is cut off by the deadline", async () => {
    const service = onPath(/^\/api\/customers\?/, (response, path) => {
      const after = BigInt(new URLSearchParams(path.split("?")[1]).get("after") ?? "0x0");
      const items = Array.from({ length: 500 }, (_, at) => ({
        ...{ customer: toHex(after + BigInt(at) + 1n, { size: 32 }), sequence: 1, head: `0x${"ab".repeat(32)}` },
        ...{ steward: `0x${"cd".repeat(20)}`, kind: 1, updatedBlock: 1, confirmed: true },
      }));
      return send(response, JSON.stringify({ items, next: items.at(-1)?.customer }));
    });
    const { code, complaint } = await verify("service: customers without an end", {
      service,
      args: ["--all", "--deadline", "4"],
    });
    expect({ code, complaint }).toMatchObject({ code: 3 });
  });

  it("behavior: the deadline ends a slow check, and says so", async () => {
    const service: Behave = async ({ path }) => {
      if (PAYLOADS.test(path)) await new Promise((resolve) => setTimeout(resolve, 1_500));
      return undefined;
    };
    const { code, output } = await verify("service: slow, with a deadline", {
      service,
      args: ["--all", "--deadline", "3"],
    });
    expect(code).toBe(3);
    expect(output).toContain("the deadline has passed");
  });
});

describe("the verify command when it fails by itself", () => {
  it.each([
    ["in its work", "AbortSignal.timeout = () => { throw new TypeError('a mistake of ours'); };"],
    ["beside its work", "setTimeout(() => { throw new Error('a mistake of ours'); }, 1);"],
    ["in a promise that nobody waits for", "setTimeout(() => { Promise.reject(new Error('a mistake of ours')); }, 1);"],
  ])("error: a mistake %s exits 70 and prints no stack", async (_, mistake) => {
    const { code, complaint } = await runScript({
      name: "verify",
      args: ["--rpc", world.chain.rpcUrl, "--registry", world.registry.address, "--customer", customer],
      environment: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(mistake)}` },
    });
    expect(code).toBe(70);
    expect(complaint).toMatch(/^error \[InternalFailure\] .*a mistake of ours\n {2}hint: .*\n$/);
  });
});

// Last: the customer stays as it is made here.
describe("the verify command against a hostile writer", () => {
  it("attack: writer: another entry's payload committed to as one's own is refused and exits 1", async () => {
    const { registry, keeper } = world;
    const latest = await latestEntry({ registry, service: keeper.service, customer });
    if (latest === null) throw new Error("There is no such customer.");
    const content = {
      kind: KINDS.transaction,
      keyEpoch: keeper.keyring.current.epoch,
      commitment: toHex(7, { size: 32 }),
      payloadDigest: digest,
    };
    const args = [predecessorOf(latest), content] as const;
    await callRegistry({ registry, wallet: keeper.wallet, functionName: "append", args });
    const { code, output } = await verify("writer: commits to another entry's payload", {});
    expect(code).toBe(1);
    expect(output).toContain("entry 11: proven, but no envelope of this entry (ContextMismatch)");
    expect(output).toContain("0 verified, 1 refused, 0 unavailable");
  });
});
