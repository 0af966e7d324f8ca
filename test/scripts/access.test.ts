import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { revokeGrant } from "#client/access/rotations.ts";
import { type Consortium, pass, rotationContext, share, startConsortium, write } from "#test/client/consortium.ts";
import { companyProfile, order } from "#test/client/records.ts";
import { runScript } from "./run-script.ts";

let world: Consortium;
let customer: Hex;
const blocks = { before: 0n, shared: 0n };
beforeAll(async () => {
  world = await startConsortium();
  customer = await write({ world, records: [companyProfile(), order("1")] });
  blocks.before = await world.client.getBlockNumber();
  await share(world, { customers: [customer], scope: 2 });
  blocks.shared = await world.client.getBlockNumber();
  // Blocks of one second have one time: what is revoked in it never was held at that time.
  await pass(world, 2);
  const { other } = world;
  const context = rotationContext(world);
  await revokeGrant({ context, id: "r", grantee: other.organisation, customers: [customer], scope: 2 });
});
afterAll(() => world.stop());

function access(...args: string[]) {
  const common = ["--rpc", world.chain.rpcUrl, "--registry", world.registry.address];
  return runScript({ name: "access", args: [...common, ...args] });
}

type Holder = { account: string; through: string; kinds: number[]; reach: number | null };
type Answer = { state: string; holders: Holder[]; former: Holder[]; limits: string[] };

async function answer(...args: string[]): Promise<Answer> {
  const { code, output } = await access("--customer", customer, "--json", ...args);
  expect(code).toBe(0);
  return JSON.parse(output);
}

const through = (holders: Holder[], way: string) => holders.filter((holder) => holder.through === way);

describe("npm run access", () => {
  it("default: names who can decrypt now, and who could before and how far", async () => {
    const { holders, former, limits } = await answer();
    const members = through(holders, "member").map(({ account }) => account);
    expect(members).toEqual(
      expect.arrayContaining([world.keeper, world.writer].map(({ address }) => address.toLowerCase())),
    );
    expect(through(holders, "grant")).toEqual([]);
    const reader = world.other.reader.address.toLowerCase();
    expect(through(former, "grant").find(({ account }) => account === reader)).toMatchObject({ kinds: [2], reach: 2 });
    expect(limits.length).toBeGreaterThan(0);
  });

  it("args: --at a block or a time answers for then", async () => {
    const granted = async (...args: string[]) => through((await answer(...args)).holders, "grant").length;
    expect(await granted("--at", String(blocks.before))).toBe(0);
    expect(await granted("--at", String(blocks.shared))).toBeGreaterThan(0);
    const { timestamp } = await world.client.getBlock({ blockNumber: blocks.shared });
    expect(await granted("--at", new Date(Number(timestamp) * 1_000).toISOString())).toBeGreaterThan(0);
    expect(await access("--customer", customer, "--at", "2000-01-01T00:00:00Z")).toMatchObject({ code: 1 });
  });

  it("default: says it in words", async () => {
    const { code, output } = await access("--customer", customer);
    expect(code).toBe(0);
    expect(output).toContain("Could decrypt then:");
    expect(output).toContain("What this does not say:");
  });

  it("error: an unknown customer is 1, bad usage 2, a dead RPC 3", async () => {
    expect(await access("--customer", `0x${"00".repeat(31)}01`)).toMatchObject({ code: 1 });
    expect(await access("--customer", "0x12")).toMatchObject({ code: 2 });
    expect(await access("--customer", customer, "--at", "yesterday")).toMatchObject({ code: 2 });
    const dead = ["--rpc", "http://127.0.0.1:1", "--registry", world.registry.address, "--customer", customer];
    expect(await runScript({ name: "access", args: dead })).toMatchObject({ code: 3 });
  });
});
