import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPublicClient, http } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerChallenges } from "#client/keys/answer-challenges.ts";
import { createIdentity } from "#client/keys/create-identity.ts";
import { enrol } from "#client/keys/enrol.ts";
import { holderOfIdentity } from "#client/keys/holder.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { readProfiles } from "#client/read/read-profiles.ts";
import { connectRegistry } from "#client/registry/connect-registry.ts";
import type { ChainClient } from "#client/registry/registry.ts";
import { listCustomers } from "#client/service/customers.ts";
import { listOrganisations } from "#client/service/organisations.ts";
import { getRegistryInfo } from "#client/service/registry.ts";
import { connectService } from "#client/service/service.ts";
import { MIN_COST } from "#protocol/keys/passphrase-key.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { signInAt } from "#test/client/world.ts";
import { type RunningScript, runScript, startScript } from "#test/scripts/run-script.ts";
import { DEMO_WALLETS } from "../../demo/wallets.ts";

const TIMEOUT = 240_000;

type Ready = {
  url: string;
  rpcUrl: string;
  registry: `0x${string}`;
  chainId: number;
  customers: number;
  entries: number;
};

describe("npm start", () => {
  let temporary: string;
  let script: RunningScript;
  let ready: Ready;
  beforeAll(async () => {
    temporary = await mkdtemp(join(tmpdir(), "kontor-start-test-"));
    script = startScript({
      name: "start",
      args: ["--port", "0", "--chain-port", "0", "--json"],
      environment: { TMPDIR: temporary },
    });
    ready = JSON.parse(await script.saying(/\n/));
  }, TIMEOUT);
  afterAll(async () => {
    script.child.kill("SIGKILL");
    await rm(temporary, { recursive: true, force: true });
  });

  /** Of ours: tools that we call keep caches of their own there. */
  const left = async () => (await readdir(temporary)).filter((name) => name.startsWith("kontor-"));

  it("default: serves the dApp, the API and all Northwind customers of two organisations on one URL", async () => {
    expect(ready).toMatchObject({ chainId: 31337, customers: 91, entries: 921 });
    const page = await fetch(ready.url);
    expect(page.headers.get("content-type")).toContain("text/html");
    const service = connectService({ url: ready.url });
    expect(await getRegistryInfo({ service })).toMatchObject({ development: true, rpcUrl: ready.rpcUrl });
    expect((await listOrganisations({ service })).map(({ name }) => name).sort()).toEqual([
      "Northwind Traders",
      "Speedy Express",
    ]);
    expect((await listCustomers({ service, limit: 500 })).items).toHaveLength(91);
  });

  it("behavior: a newcomer enrols, is admitted without anybody's doing, and reads the customers", async () => {
    const client = createPublicClient({ transport: http(ready.rpcUrl), pollingInterval: 50 }) as ChainClient;
    const registry = await connectRegistry({ client, address: ready.registry, chainId: ready.chainId });
    const newcomer = DEMO_WALLETS.find(({ part, enrolled }) => part === "member" && !enrolled);
    const employer = DEMO_WALLETS.find(({ part, name }) => part === "organisation" && name === newcomer?.organisation);
    if (newcomer === undefined || employer === undefined) throw new Error("The demo has no newcomer.");
    const place = { registry, service: connectService({ url: ready.url }), rpcUrl: ready.rpcUrl };
    const { service, wallet, address } = await signInAt({ ...place, index: newcomer.accountIndex });
    const created = await createIdentity({ registry, account: address, passphrase: "mine", cost: MIN_COST });
    const identity = await enrol({ registry, service, wallet, identity: created });
    const open = () => openKeyring({ registry, service, organisation: employer.address, identity });
    const refusal = await refusalOf(open());
    expect(refusal.code).toBe("NotAdmitted");
    await expect
      .poll(
        async () => {
          // As the dApp does while it waits: shows by itself that it holds the key.
          await answerChallenges({ registry, service, holder: holderOfIdentity(identity) });
          return open().then(
            () => "admitted",
            (error: { code: string }) => error.code,
          );
        },
        { timeout: 30_000, interval: 100 },
      )
      .toBe("admitted");
    const keyring = await open();
    const { items } = await listCustomers({ service, steward: employer.address, limit: 500 });
    const customers = items.map(({ customer }) => customer);
    const profiles = await readProfiles({ registry, service, keyring, customers, confirmations: 1 });
    expect(profiles.every(({ profile }) => profile?.record?.schema.startsWith("profile/"))).toBe(true);
    expect(profiles.length).toBeGreaterThan(30);
  });

  it("error: a second one says which port is taken, exits 2, and leaves the first alone", async () => {
    const port = new URL(ready.url).port;
    const chainPort = new URL(ready.rpcUrl).port;
    for (const args of [
      ["--port", port, "--chain-port", "0"],
      ["--port", "0", "--chain-port", chainPort],
    ]) {
      const { code, complaint } = await runScript({ name: "start", args });
      expect(code).toBe(2);
      expect(complaint).toMatch(/^error \[PortTaken\] .*port \d+.*\n {2}hint: .*--(chain-)?port NUMBER/);
    }
    expect((await fetch(`${ready.url}/healthz`)).status).toBe(200);
  });

  it("behavior: Ctrl-C stops everything with exit 0 and leaves nothing behind", async () => {
    expect(await left()).toHaveLength(1);
    script.child.kill("SIGINT");
    expect(await script.ended).toMatchObject({ code: 0, complaint: "" });
    expect(await left()).toEqual([]);
    for (const url of [ready.url, ready.rpcUrl]) await expectFree(Number(new URL(url).port));
  });

  it("behavior: Ctrl-C while it is still starting does the same", async () => {
    const early = startScript({
      name: "start",
      args: ["--port", "0", "--chain-port", "0"],
      environment: { TMPDIR: temporary },
    });
    await early.saying(/Starting/);
    early.child.kill("SIGINT");
    expect(await early.ended).toMatchObject({ code: 0, complaint: "" });
    expect(await left()).toEqual([]);
  });
});

/** Fails where something still listens. */
async function expectFree(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  await new Promise((resolve) => server.close(resolve));
}
