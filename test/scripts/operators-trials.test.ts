import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, createPublicClient, type Hex, http } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { registerOrganisation } from "#client/acts/organisations.ts";
import { grantRole } from "#client/acts/roles.ts";
import { foundOrganisationKey } from "#client/keys/found-organisation-key.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { readCustomer } from "#client/read/read-customer.ts";
import { connectRegistry } from "#client/registry/connect-registry.ts";
import type { ChainClient, Registry } from "#client/registry/registry.ts";
import { awaitIndex } from "#client/service/registry.ts";
import { connectService } from "#client/service/service.ts";
import { type Draft, newCustomer } from "#client/write/draft.ts";
import { memoryJournal } from "#client/write/memory-journal.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import type { Write } from "#client/write/write.ts";
import type { WriteContext } from "#client/write/write-context.ts";
import { keepWritten, restorePayloads } from "#client/write/written.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { ACCOUNTS, enrolAt, type Member, walletAt } from "#test/client/world.ts";
import { deployRegistry, developmentAccount, type RunningChain, startChain } from "#test/helpers/chain.ts";
import { type RpcProxy, startRpcProxy } from "#test/service/rpc-proxy.ts";
import { runScript, startScript } from "./run-script.ts";
import { contentsOf, indexedEntries, type StoreContents } from "./store-contents.ts";

/*
 * Mistakes that operators make, with a real service process on real files and a real chain. Each is refused or named at once, and
 * destroys nothing. `npm run trials` tells what happens while it does.
 */

const IS_WATCHED = process.env.KONTOR_WATCH === "1";
const tell = (line: string) => IS_WATCHED && process.stdout.write(`    ${line}\n`);

type Readiness = {
  status: number;
  ready: boolean;
  degraded: boolean;
  checks: Record<"store" | "shares" | "index", string>;
  findings: Record<string, number> | null;
  madeAnew: boolean;
  inspectedAt: string | null;
};

describe("operators' mistakes", () => {
  let chain: RunningChain;
  let proxy: RpcProxy;
  let registry: Registry;
  let deploymentBlock: bigint;
  let organisation: Address;
  let member: Member;
  let root: string;
  let port: number;
  /** Where this trial's files are: a copy of today's. */
  let directory: string;
  let running: ReturnType<typeof startScript> | undefined;
  const written = memoryJournal();
  /** Written yesterday, with a note of today; and new today. */
  let old: Hex;
  let fresh: Hex;
  let today: StoreContents;
  let snapshot: unknown;

  const url = () => `http://127.0.0.1:${port}`;

  const environment = (changes: Record<string, string> = {}) => ({
    KONTOR_RPC_URL: proxy.url,
    KONTOR_CHAIN_ID: "31337",
    KONTOR_REGISTRY: registry.address,
    KONTOR_DEPLOYMENT_BLOCK: String(deploymentBlock),
    KONTOR_POLL_INTERVAL_MS: "50",
    KONTOR_PORT: String(port),
    KONTOR_PUBLIC_ORIGIN: url(),
    KONTOR_DATABASE: join(directory, "kontor.sqlite"),
    KONTOR_SHARES_DATABASE: join(directory, "shares.sqlite"),
    ...changes,
  });

  async function start(): Promise<void> {
    running = startScript({ name: "serve", environment: environment() });
    await running.saying(/the service listens/);
    tell("the service runs");
  }

  async function stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    running?.child.kill(signal);
    await running?.ended;
    running = undefined;
  }

  /** Starts a service that is expected not to run. @returns what it says */
  async function refused(
    parameters: { args?: string[]; changes?: Record<string, string>; code?: number } = {},
  ): Promise<string> {
    const { args = [], changes = {} } = parameters;
    const { code, complaint } = await runScript({ name: "serve", args, environment: environment(changes) });
    tell(`does not start (exit code ${code}): ${complaint.split("\n  ").slice(0, 2).join(" ")}`);
    expect(code).toBe(parameters.code ?? 1);
    return complaint;
  }

  async function readiness(): Promise<Readiness> {
    const answer = await fetch(`${url()}/readyz`);
    return { status: answer.status, ...((await answer.json()) as Omit<Readiness, "status">) };
  }

  /** What /readyz says once the service has looked through its stores. */
  async function findings(): Promise<Readiness> {
    await expect.poll(async () => (await readiness()).inspectedAt, { timeout: 20_000 }).not.toBeNull();
    const found = await readiness();
    tell(`/readyz: ${found.status} ${JSON.stringify(found.findings)}${found.madeAnew ? ", made anew" : ""}`);
    return found;
  }

  async function check(): Promise<{ code: number | null; output: string }> {
    const { code, output } = await runScript({ name: "store", args: ["check"], environment: environment() });
    for (const line of output.trim().split("\n")) tell(`store check: ${line}`);
    return { code, output };
  }

  const context = (): WriteContext => {
    const { service, wallet, keyring } = member;
    return { registry, service, wallet, keyring, journal: memoryJournal(), confirmations: 1 };
  };

  async function write(draft: Draft): Promise<Write> {
    const prepared = await prepareWrite({ context: context(), id: `write ${Math.random()}`, drafts: [draft] });
    const end = await runWrite({ context: context(), write: prepared, pollInterval: 20 });
    expect(end.state.step).toBe("confirmed");
    await keepWritten({ written, write: end });
    await awaitIndex({ service: member.service, blockNumber: await registry.client.getBlockNumber({ cacheTime: 0 }) });
    return end;
  }

  const onChain = (method: string, ...params: unknown[]) =>
    (registry.client.request as (call: { method: string; params: unknown[] }) => Promise<unknown>)({ method, params });

  const refusalOfNote = async (customer: Hex) => {
    const { code } = await refusalOf(
      prepareWrite({ context: context(), id: `note ${Math.random()}`, drafts: [{ customer, record: note("Again.") }] }),
    );
    tell(`writing to the customer is refused: ${code}`);
    return code;
  };

  async function contentsRead(customer: Hex): Promise<string[]> {
    const { service, keyring } = member;
    const read = await readCustomer({ registry, service, keyring, customer, confirmations: 1 });
    return read.entries.map(({ record, refusal }) => record?.schema ?? refusal ?? "nothing");
  }

  const copy = (from: string, to: string) => cpSync(join(root, from), join(root, to), { recursive: true });
  const place = (file: string, from: string) => cpSync(join(root, from, file), join(directory, file));

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "kontor-trials-"));
    chain = await startChain({ client: "hardhat" });
    proxy = await startRpcProxy(chain.rpcUrl);
    const deployed = await deployRegistry({ rpcUrl: chain.rpcUrl });
    deploymentBlock = deployed.block;
    const client = createPublicClient({ transport: http(chain.rpcUrl), pollingInterval: 50, cacheTime: 0 });
    registry = await connectRegistry({
      client: client as ChainClient,
      address: deployed.registry,
      chainId: chain.chainId,
      deploymentBlock,
    });
    port = await freePort();
    directory = join(root, "work");
    await start();
    member = await addMember();
    const customers = [newCustomer({ organisation }), newCustomer({ organisation })] as const;
    [old, fresh] = customers.map(({ customer }) => customer) as [Hex, Hex];
    await write({ ...customers[0], record: companyProfile() });
    await stop();
    copy("work", "yesterday");
    await start();
    await write({ customer: old, record: note("Today.") });
    await write({ ...customers[1], record: companyProfile() });
    await stop();
    copy("work", "today");
    today = contentsOf(join(root, "today"));
  });
  afterAll(async () => {
    await stop();
    await proxy?.stop();
    await chain?.stop();
    rmSync(root, { recursive: true });
  });
  beforeEach(async () => {
    // Each trial begins with the chain of today.
    snapshot = await onChain("evm_snapshot");
    tell("");
    tell(expect.getState().currentTestName ?? "");
    proxy.target = chain.rpcUrl;
    directory = join(root, "trial");
    rmSync(directory, { recursive: true, force: true });
    copy("today", "trial");
  });
  afterEach(async () => {
    await stop();
    await onChain("evm_revert", snapshot);
  });

  async function addMember(): Promise<Member> {
    const wallet = (index: number) => walletAt({ rpcUrl: chain.rpcUrl, index });
    organisation = developmentAccount(ACCOUNTS.organisation).address.toLowerCase() as Address;
    await registerOrganisation({ registry, wallet: wallet(ACCOUNTS.council), organisation, name: "Northwind" });
    const { address: account } = developmentAccount(ACCOUNTS.keeper);
    for (const [by, role] of [
      [ACCOUNTS.organisation, "KEEPER"],
      [ACCOUNTS.keeper, "WRITER"],
      [ACCOUNTS.keeper, "READER"],
    ] as const) {
      await grantRole({ registry, wallet: wallet(by), role: organisationRole(role, organisation), account });
    }
    const service = connectService({ url: url() });
    const enrolled = await enrolAt({ registry, service, rpcUrl: chain.rpcUrl, index: ACCOUNTS.keeper });
    const { identity } = enrolled;
    await foundOrganisationKey({ registry, service: enrolled.service, wallet: enrolled.wallet, organisation });
    const keyring = await openKeyring({ registry, service: enrolled.service, organisation, identity });
    return { ...enrolled, keyring };
  }

  it("default: with nothing wrong the stores are whole, and everything reads", async () => {
    await start();
    const found = await findings();
    expect(found).toMatchObject({ status: 200, ready: true, degraded: false, madeAnew: false });
    expect((await check()).code).toBe(0);
    expect(await contentsRead(old)).toEqual(["profile/1", "note/1"]);
    await stop();
    expect(contentsOf(directory)).toEqual(today);
  });

  it("yesterday's shares beside today's main store: named, and no second share is made", async () => {
    place("shares.sqlite", "yesterday");
    const before = contentsOf(directory);
    await start();
    expect(await findings()).toMatchObject({ status: 200, degraded: true, findings: { shareMissing: 1 } });
    expect((await check()).output).toContain(`share missing: key epoch 1 of customer ${fresh}`);
    expect(await refusalOfNote(fresh)).toBe("ShareMissing");
    expect(await contentsRead(old)).toEqual(["profile/1", "note/1"]);
    await stop();
    expect(contentsOf(directory)).toEqual(before);

    place("shares.sqlite", "today");
    await start();
    expect(await contentsRead(fresh)).toEqual(["profile/1"]);
    expect(await findings()).toMatchObject({ degraded: false });
  });

  it("both of yesterday: named, nothing is made twice, and a member's client brings back what it has", async () => {
    for (const file of ["kontor.sqlite", "shares.sqlite"]) place(file, "yesterday");
    const before = contentsOf(directory);
    await start();
    expect(await findings()).toMatchObject({
      degraded: true,
      findings: { payloadMissing: 2, secretMissing: 1, shareMissing: 1 },
    });
    expect(await refusalOfNote(fresh)).toBe("SecretMissing");
    await stop();
    expect(contentsOf(directory)).toEqual(before);

    await start();
    const restoring = { registry, service: member.service, written, author: member.address };
    expect(await restorePayloads(restoring)).toBe(2);
    expect(await contentsRead(old)).toEqual(["profile/1", "note/1"]);
    await stop();
    await start();
    expect(await findings()).toMatchObject({ findings: { payloadMissing: 0, shareMissing: 1 } });
  });

  it("another chain with the same id, at the start and under a running service: refused, with nothing swept or emptied", async () => {
    const other = await startChain({ client: "hardhat" });
    const { registry: address, block } = await deployRegistry({ rpcUrl: other.rpcUrl });
    expect([address.toLowerCase(), block]).toEqual([registry.address.toLowerCase(), deploymentBlock]);
    const entries = indexedEntries(directory);
    proxy.target = other.rpcUrl;
    expect(await refused()).toContain("StoreOfAnotherRegistry");
    expect(await refused({ args: ["--rebuild-index"] })).toContain("StoreOfAnotherRegistry");
    proxy.target = chain.rpcUrl;
    await start();
    await findings();
    proxy.target = other.rpcUrl;
    await expect
      .poll(async () => {
        const { status, checks } = await readiness();
        return [status, checks.index];
      })
      .toEqual([503, "StoreOfAnotherRegistry"]);
    tell("the chain was reset under the service: /readyz is 503 StoreOfAnotherRegistry");
    expect(indexedEntries(directory)).toBe(entries);
    proxy.target = chain.rpcUrl;
    await expect.poll(async () => (await readiness()).status).toBe(200);
    await stop();
    await other.stop();
    expect(contentsOf(directory)).toEqual(today);
    expect(indexedEntries(directory)).toBe(entries);
  });

  it("a wrong registry, also with --rebuild-index, or a stale deployment block: refused", async () => {
    const other = await deployRegistry({ rpcUrl: chain.rpcUrl });
    const changes = { KONTOR_REGISTRY: other.registry, KONTOR_DEPLOYMENT_BLOCK: String(other.block) };
    const entries = indexedEntries(directory);
    expect(await refused({ changes })).toContain("StoreOfAnotherRegistry");
    expect(await refused({ changes, args: ["--rebuild-index"] })).toContain("StoreOfAnotherRegistry");
    const stale = { KONTOR_DEPLOYMENT_BLOCK: String(other.block) };
    expect(await refused({ changes: stale })).toContain("deployment block");
    expect(contentsOf(directory)).toEqual(today);
    expect(indexedEntries(directory)).toBe(entries);
  });

  it("a flipped byte of a payload: named, and put right by an upload of the same", async () => {
    const before = readFileSync(join(directory, "kontor.sqlite"));
    const [kept] = (await written.list()).filter(({ appends }) => appends[0]?.customer === fresh);
    const envelope = Buffer.from(kept?.appends[0]?.envelope ?? "", "base64");
    const at = before.indexOf(envelope.subarray(100, 140));
    expect(at).toBeGreaterThan(0);
    before[at] = (before[at] ?? 0) ^ 1;
    writeFileSync(join(directory, "kontor.sqlite"), before);
    await start();
    expect(await findings()).toMatchObject({ status: 200, degraded: true, findings: { payloadDamaged: 1 } });
    expect((await check()).output).toContain("payload damaged");
    await restorePayloads({ registry, service: member.service, written, author: member.address });
    expect(await contentsRead(fresh)).toEqual(["profile/1"]);
    await stop();
    expect(contentsOf(directory)).toEqual(today);
  });

  it.each([
    ["a flipped page", (bytes: Buffer) => bytes.fill(0x5a, 3 * 4096, 4 * 4096)],
    ["a destroyed file header", (bytes: Buffer) => bytes.fill(0xff, 0, 100)],
  ])("%s: does not start, names the file and leaves it alone", async (_what, damage) => {
    for (const file of ["kontor.sqlite", "shares.sqlite"]) {
      const path = join(directory, file);
      const whole = readFileSync(path);
      const damaged = Buffer.from(whole);
      damage(damaged);
      writeFileSync(path, damaged);
      const complaint = await refused();
      expect(complaint).toContain("StoreDamaged");
      expect(complaint).toContain(path);
      expect(readFileSync(path).equals(damaged)).toBe(true);
      writeFileSync(path, whole);
    }
    expect(contentsOf(directory)).toEqual(today);
  });

  it.each([
    ["a deleted file", (path: string) => unlinkSync(path)],
    ["an emptied file", (path: string) => truncateSync(path)],
  ])("%s: does not start with a new one in its place, and goes on with the old one", async (_what, lose) => {
    for (const file of ["kontor.sqlite", "shares.sqlite"]) {
      lose(join(directory, file));
      expect(await refused()).toContain("StoresDiffer");
      for (const suffix of ["-wal", "-shm"]) rmSync(join(directory, `${file}${suffix}`), { force: true });
      place(file, "today");
      expect(contentsOf(directory)).toEqual(today);
    }
    await start();
    expect(await findings()).toMatchObject({ degraded: false });
  });

  it("shares that are lost for good: an operator says so, what was written stays closed, and work goes on", async () => {
    unlinkSync(join(directory, "shares.sqlite"));
    await refused();
    const adopted = await runScript({ name: "store", args: ["adopt"], environment: environment() });
    tell(adopted.output.trim());
    expect(adopted.code).toBe(0);
    await start();
    expect(await findings()).toMatchObject({ status: 200, degraded: true, findings: { shareMissing: 2 } });
    expect(await refusalOfNote(old)).toBe("ShareMissing");
    const started = newCustomer({ organisation });
    await write({ ...started, record: companyProfile("Antonio Moreno Taquería") });
    expect(await contentsRead(started.customer)).toEqual(["profile/1"]);
    expect(await contentsRead(old)).toEqual(["NoOpening", "NoOpening"]);
  });

  it("a file deleted under the running service: nothing more is acknowledged", async () => {
    await start();
    await findings();
    unlinkSync(join(directory, "kontor.sqlite"));
    const { status, checks } = await readiness();
    tell(`/readyz: ${status} ${JSON.stringify(checks)}`);
    expect([status, checks.store]).toEqual([503, "StoreFailed"]);
    expect(await refusalOfNote(old)).toBe("StoreFailed");
  });

  it("both files new beside a chain that is in use: said", async () => {
    for (const file of ["kontor.sqlite", "shares.sqlite"]) unlinkSync(join(directory, file));
    await start();
    expect(await findings()).toMatchObject({
      status: 200,
      degraded: true,
      madeAnew: true,
      findings: { payloadMissing: 3, shareMissing: 2 },
    });
    expect((await running?.saying(/made anew beside a chain/)) ?? "").toContain("restore a backup");
  });

  it("a copy taken with cp while the service runs: bears the mark, and what it lacks is named", async () => {
    directory = join(root, "copied");
    copy("yesterday", "copied");
    await start();
    await findings();
    const salted = newCustomer({ organisation });
    await write({ ...salted, record: companyProfile("Ana Trujillo Emparedados") });
    for (const file of ["kontor.sqlite", "shares.sqlite"]) {
      expect(existsSync(join(directory, `${file}-wal`))).toBe(true);
      cpSync(join(directory, file), join(root, "torn", file));
    }
    await stop();
    directory = join(root, "torn");
    expect(contentsOf(directory)["kontor.sqlite mark"]).toEqual(today["kontor.sqlite mark"]);
    await start();
    const found = await findings();
    expect(found).toMatchObject({ status: 200, degraded: true });
    expect(found.findings?.payloadMissing).toBeGreaterThan(0);
    expect((await check()).code).toBe(1);
  });

  it("an entry that a reorganisation took away: its payload is held, and let go only by hand, into a directory", async () => {
    const before = await onChain("evm_snapshot");
    await start();
    await findings();
    const { appends, id } = await write({ customer: old, record: note("Soon gone.") });
    const digest = appends[0]?.payloadDigest ?? "";
    const [referred] = (await written.list()).filter((one) => one.appends[0]?.customer === fresh);
    await written.remove(id);
    await onChain("evm_revert", before);
    await expect.poll(() => indexedEntries(directory)).toBe(3);
    await stop();
    await start();
    expect(await findings()).toMatchObject({ status: 200, findings: { payloadHeld: 1 } });
    const into = join(root, "released");
    const release = (args: string[]) =>
      runScript({ name: "store", args: ["release", "--into", into, ...args], environment: environment() });
    expect(await release(["--all"])).toMatchObject({ code: 3, complaint: expect.stringContaining("StoreLocked") });
    await stop();
    expect(await release(["--digest", referred?.appends[0]?.payloadDigest ?? ""])).toMatchObject({
      code: 1,
      complaint: expect.stringContaining("PayloadNotFound"),
    });
    const { code, output } = await release(["--all"]);
    tell(output.trim());
    expect([code, output]).toEqual([0, expect.stringContaining(`released ${digest}`)]);
    expect(
      createHash("sha256")
        .update(readFileSync(join(into, digest)))
        .digest("hex"),
    ).toBe(digest.slice(2));
    expect((await check()).output).toContain("0 held");
    expect(contentsOf(directory)["kontor.sqlite payload"]).toEqual(today["kontor.sqlite payload"]);
  });

  it("two processes on one file: the second does not start, the first goes on", async () => {
    await start();
    const complaint = await refused({ changes: { KONTOR_PORT: "0" }, code: 3 });
    expect(complaint).toContain("StoreLocked");
    expect(complaint).toContain(join(directory, "kontor.sqlite"));
    expect(await contentsRead(fresh)).toEqual(["profile/1"]);
    await stop("SIGKILL");
    await start();
    expect(await contentsRead(fresh)).toEqual(["profile/1"]);
    await stop();
    expect(contentsOf(directory)).toEqual(today);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
