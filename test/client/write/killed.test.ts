import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileJournal } from "#client/node/file-journal.ts";
import { readCustomer } from "#client/read/read-customer.ts";
import { entriesOf } from "#client/registry/entries-of.ts";
import { newCustomer } from "#client/write/draft.ts";
import { ACCOUNTS, PASSPHRASE, startWorld, type World } from "#test/client/world.ts";
import type { KilledWriterOptions } from "#test/client/write/killed-writer.ts";

const WRITER = fileURLToPath(new URL("killed-writer.ts", import.meta.url));

type Ended = { code: number | null; signal: NodeJS.Signals | null; output: string; complaint: string };

function runWriter(options: KilledWriterOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, JSON.stringify(options)], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let complaint = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint += text;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, output, complaint }));
  });
}

describe("a process that is killed while it writes", () => {
  let world: World;
  let directory: string;
  beforeAll(async () => {
    world = await startWorld();
    directory = await mkdtemp(join(tmpdir(), "kontor-killed-"));
  });
  afterAll(async () => {
    await world.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const local = ["drafted", "prepared", "stored", "signed", "submitted", "confirmed"].map((step) => ({
    step,
    injected: false,
  }));
  const injected = ["asked", "submitted"].map((step) => ({ step, injected: true }));
  const cases = [...local, ...injected].flatMap((one) =>
    (["before", "after"] as const).map((when) => ({ ...one, when, by: one.injected ? "the wallet" : "a local key" })),
  );

  it.each(cases)(
    "behavior: $when it has noted $step, signed by $by, finishes exactly once",
    async ({ step, when, injected: wallet }) => {
      const place = newCustomer({ organisation: world.organisation });
      const options: KilledWriterOptions = {
        ...place,
        rpcUrl: world.chain.rpcUrl,
        serviceUrl: world.running.url,
        registry: world.registry.address,
        deploymentBlock: world.registry.deploymentBlock.toString(),
        organisation: world.organisation,
        passphrase: PASSPHRASE,
        journal: directory,
        id: `${when} ${step} ${place.customer}`,
        accountIndex: ACCOUNTS.keeper,
        injected: wallet,
        die: { when, step },
      };
      const nonce = () => world.client.getTransactionCount({ address: world.keeper.address });
      const before = await nonce();
      expect(await runWriter(options)).toMatchObject({ signal: "SIGKILL", output: "" });
      expect(await runWriter({ ...options, die: null })).toMatchObject({ code: 0, output: "confirmed", complaint: "" });
      expect(await nonce()).toBe(before + 1);
      const { registry, keeper } = world;
      expect(await entriesOf({ registry, customer: place.customer })).toHaveLength(2);
      const read = await readCustomer({ ...keeper, registry, customer: place.customer, confirmations: 1 });
      expect(read.entries.map(({ verdict, record }) => [verdict, record?.schema])).toEqual([
        ["proven", "profile/1"],
        ["proven", "transaction/1"],
      ]);
      if (step === "confirmed") {
        // Once more, as a supervisor that restarts everything would: nothing happens.
        expect(await runWriter({ ...options, die: null })).toMatchObject({ code: 0, output: "confirmed" });
        expect(await nonce()).toBe(before + 1);
      }
      expect((await fileJournal({ directory }).load(options.id))?.state.step).toBe("confirmed");
    },
  );
});
