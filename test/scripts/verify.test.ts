import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newCustomer } from "#client/write/draft.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { flipStoredByte, withholdPayload } from "#scripts/local/tamper.ts";
import { startAlteredRpc } from "#test/client/altered-rpc.ts";
import { companyProfile, order } from "#test/client/records.ts";
import { contextOf, startWorld, type World } from "#test/client/world.ts";
import { runScript } from "#test/scripts/run-script.ts";

let world: World;
let customers: { customer: Hex; digests: Hex[] }[];
beforeAll(async () => {
  world = await startWorld();
  customers = [await writeTwo(), await writeTwo(), await writeTwo()];
});
afterAll(() => world.stop());

async function writeTwo() {
  const context = contextOf({ world });
  const place = newCustomer({ organisation: world.organisation });
  const drafts = [companyProfile(), order("1")].map((record) => ({ ...place, record }));
  const write = await prepareWrite({ context, id: place.customer, drafts });
  await runWrite({ context, write, pollInterval: 20 });
  return { customer: place.customer, digests: write.appends.map(({ payloadDigest }) => payloadDigest) };
}

type Line = {
  customer: Hex;
  verdict: string;
  verified: boolean;
  entries: { sequence: number; verdict: string; reason?: string }[];
};

async function verify(...args: string[]) {
  const { registry, running, chain } = world;
  const rpc = args.includes("--rpc") ? [] : ["--rpc", chain.rpcUrl];
  const common = [...rpc, "--registry", registry.address, "--service", running.url, "--json"];
  const { code, output, complaint } = await runScript({ name: "verify", args: [...common, ...args] });
  const lines = output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  return { code, complaint, summary: lines.at(-1), reports: lines.slice(0, -1) as Line[] };
}

const digest = (customer: number, entry: number) => customers[customer]?.digests[entry] ?? "0x";

// In order: what is damaged stays damaged.
describe("npm run verify", () => {
  it("default: verifies one customer, several, and all, and exits 0", async () => {
    const ids = customers.map(({ customer }) => customer);
    const all = await verify("--all");
    expect(all).toMatchObject({
      code: 0,
      complaint: "",
      summary: { result: "verified", customers: 3, entries: 6, verified: 3 },
    });
    const { code, reports } = await verify(
      "--customer",
      ids[0] ?? "",
      "--customer",
      (ids[1] ?? "").toUpperCase().replace("0X", "0x"),
    );
    expect({ code, checked: reports.map(({ customer }) => customer) }).toEqual({ code: 0, checked: ids.slice(0, 2) });
  });

  it("default: speaks to people without --json, and says what was not checked without --service", async () => {
    const args = ["--rpc", world.chain.rpcUrl, "--registry", world.registry.address, "--all"];
    const { code, output, complaint } = await runScript({ name: "verify", args });
    expect({ code, complaint }).toEqual({ code: 0, complaint: "" });
    expect(output).toMatch(/^registry 0x[0-9a-f]{40} on chain 31337, code known, as of block \d+/);
    expect(output).toContain("entries verified, 2 entries");
    expect(output).toContain("give --service to check payloads");
    expect(output).not.toContain("proven");
  });

  it("behavior: the block hash of another source, an agreeing second RPC and the chain id are taken into account", async () => {
    const { hash } = await world.client.getBlock();
    expect((await verify("--all", "--block-hash", hash)).summary).toMatchObject({ trust: "given block hash" });
    expect((await verify("--all", "--rpc", world.chain.rpcUrl, "--rpc", world.chain.rpcUrl)).summary).toMatchObject({
      trust: "agreeing RPCs",
    });
    expect(await verify("--all", "--chain-id", "31337", "--from-block", "1")).toMatchObject({ code: 0 });
    expect(await verify("--all", "--chain-id", "1")).toMatchObject({
      code: 3,
      summary: { error: { code: "WrongChain" } },
    });
    expect(await verify("--all", "--confirmations", "2")).toMatchObject({ code: 0, summary: { customers: 2 } });
  });

  it("error: an unknown customer is refused with 1", async () => {
    const unknown = `0x${"ab".repeat(32)}`;
    expect(await verify("--customer", unknown)).toMatchObject({
      code: 1,
      reports: [{ customer: unknown, verdict: "unknown" }],
    });
  });

  it("error: code that is not the pinned one is refused with 1, no contract is 3", async () => {
    expect(await verify("--all", "--code-hash", `0x${"01".repeat(32)}`)).toMatchObject({ code: 1 });
    const args = ["--rpc", world.chain.rpcUrl, "--registry", `0x${"ab".repeat(20)}`, "--all"];
    const nowhere = await runScript({ name: "verify", args });
    expect(nowhere).toMatchObject({ code: 3, complaint: expect.stringContaining("[RegistryMissing]") });
  });

  it("attack: a lying RPC is unavailable and exits 3", async () => {
    const rpc = await startAlteredRpc({
      target: world.chain.rpcUrl,
      alter: ({ method, result }) => (method === "eth_getProof" ? { ...(result as object), storageProof: [] } : result),
    });
    expect(await verify("--all", "--rpc", rpc.url)).toMatchObject({
      code: 3,
      summary: { error: { code: "ChainUnavailable" } },
    });
    await rpc.stop();
  });

  it("attack: one payload that is withheld is named, and exits 3 where nothing worse is found", async () => {
    withholdPayload({ databasePath: world.running.configuration.store.path, digest: digest(0, 1) });
    const { code, summary, reports } = await verify("--all");
    expect({ code, result: summary.result, verified: summary.verified }).toEqual({
      code: 3,
      result: "unavailable",
      verified: 2,
    });
    expect(reports[0]).toMatchObject({
      verdict: "unavailable",
      entries: [{ verdict: "proven" }, { sequence: 2, verdict: "unavailable", reason: "PayloadMissing" }],
    });
  });

  it("attack: one stored byte that is flipped is named, and exits 1", async () => {
    flipStoredByte({ databasePath: world.running.configuration.store.path, digest: digest(1, 0) });
    const { code, summary, reports } = await verify("--all");
    expect({ code, result: summary.result, verified: summary.verified }).toEqual({
      code: 1,
      result: "refused",
      verified: 1,
    });
    expect(reports[1]).toMatchObject({
      verdict: "tampered",
      entries: [{ sequence: 1, verdict: "tampered", reason: "PayloadMismatch" }, { verdict: "proven" }],
    });
    const said = await runScript({
      name: "verify",
      args: [
        "--rpc",
        world.chain.rpcUrl,
        "--registry",
        world.registry.address,
        "--service",
        world.running.url,
        "--all",
      ],
    });
    expect(said.output).toContain("entry 1: tampered (PayloadMismatch)");
    expect(said.output).toContain("entry 2: unavailable (PayloadMissing)");
  });

  it("error: a service that is down is unavailable and exits 3", async () => {
    await world.running.stop();
    expect(await verify("--customer", customers[2]?.customer ?? "")).toMatchObject({
      code: 3,
      summary: { result: "unavailable" },
    });
  });
});
