import { randomInt } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesToHex } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "#scripts/cli/project-root.ts";
import { developmentAccount } from "#test/helpers/chain.ts";
import { runScript, startScript } from "#test/scripts/run-script.ts";

const TIMEOUT = 120_000;

type Chain = { rpcUrl: string; stop: () => Promise<void> };

describe("kontor deploy", { timeout: TIMEOUT }, () => {
  // Not a development chain's: those are never resumed, nor noted.
  const chainId = randomInt(100_000, 900_000);
  const council = developmentAccount(1).address;
  let directory: string;
  let record: string;
  let chain: Chain;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "kontor-deploy-test-"));
    record = join(directory, "deployments.json");
  });
  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
    await rm(join(PROJECT_ROOT, "ignition", "deployments", `chain-${chainId}`), { recursive: true, force: true });
  });
  beforeEach(async () => {
    chain = await startNewChain(chainId);
  });
  afterEach(() => chain.stop());

  const deploy = (...args: string[]) =>
    runScript({
      name: "deploy",
      args: ["--network", "live", "--council", council, ...args],
      environment: {
        KONTOR_RPC_URL: chain.rpcUrl,
        KONTOR_DEPLOYER_KEY: bytesToHex(developmentAccount(0).getHdKey().privateKey ?? new Uint8Array()),
      },
    });

  it("args: the file that it is noted in is needed before anything is paid for", async () => {
    const { code, complaint } = await deploy();
    expect(code).toBe(2);
    expect(complaint).toContain("--deployments is missing");
  });

  it("behavior: notes the registry in the operator's file, which the service takes it from", async () => {
    const { code, output, complaint } = await deploy("--deployments", record, "--json");
    expect({ code, complaint }).toEqual({ code: 0, complaint: "" });
    const { registry, block } = JSON.parse(output.trim().split("\n").at(-1) ?? "");
    const noted = JSON.parse(await readFile(record, "utf8"));
    expect(noted).toEqual({ [chainId]: { registry, block } });
    const again = await deploy("--deployments", record, "--json");
    expect(again.code).toBe(0);
    expect(JSON.parse(again.output)).toMatchObject({ registry, block });

    const service = startScript({
      name: "serve",
      environment: {
        KONTOR_RPC_URL: chain.rpcUrl,
        KONTOR_CHAIN_ID: String(chainId),
        KONTOR_DEPLOYMENTS: record,
        KONTOR_PORT: "0",
        KONTOR_DATABASE: join(directory, "kontor.sqlite"),
        KONTOR_SHARES_DATABASE: join(directory, "shares.sqlite"),
      },
    });
    const url = /"url":"([^"]+)"/.exec(await service.saying(/the service listens/))?.[1];
    expect(await (await fetch(`${url}/api/registry`)).json()).toMatchObject({ registry, deploymentBlock: block });
    service.child.kill("SIGTERM");
    expect((await service.ended).code).toBe(0);
  });

  it("error: on a chain that was reset it names the cause, sends nothing, and leaves the record", async () => {
    const before = await readFile(record, "utf8");
    const { code, complaint } = await deploy("--deployments", record);
    expect(code).toBe(1);
    expect(complaint).toMatch(/^error \[DeploymentFailed\] Ignition's journal is of another chain with this id/);
    expect(complaint).toContain(`move ignition/deployments/chain-${chainId} away`);
    expect(await readFile(record, "utf8")).toBe(before);
  });
});

async function startNewChain(chainId: number): Promise<Chain> {
  const { network } = await import("hardhat");
  const server = await network.createServer({ network: "default", override: { chainId } }, "127.0.0.1", 0);
  const { address, port } = await server.listen();
  return { rpcUrl: `http://${address}:${port}`, stop: () => server.close() };
}
