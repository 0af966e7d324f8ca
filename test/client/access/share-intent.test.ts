import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runShare } from "#client/access/run-share.ts";
import { parseShare, type Share, type ShareJournal } from "#client/access/share.ts";
import { type ShareContext, startShare } from "#client/access/start-share.ts";
import { memoryJournalOf } from "#client/journals/journal-of.ts";
import { registryLogs } from "#client/registry/registry-logs.ts";
import { answerAll, type Consortium, readAs, startConsortium, write } from "#test/client/consortium.ts";
import { companyProfile } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { runDemoKeeper } from "../../../demo/demo-keeper.ts";
import { DEMO_WALLETS, type DemoWallet } from "../../../demo/wallets.ts";

/* In order: nobody of the other organisation is there until the last test. */

let world: Consortium;
let customer: Hex;
let journal: ShareJournal;
beforeAll(async () => {
  world = await startConsortium();
  customer = await write({ world, records: [companyProfile()] });
  journal = memoryJournalOf({ parse: parseShare });
});
afterAll(() => world.stop());

const contextOf = (): ShareContext => {
  const { registry, keeper } = world;
  const { service, wallet, keyring } = keeper;
  return { registry, service, wallet, keyring, journal };
};

const start = (change: object = {}) =>
  startShare({
    context: contextOf(),
    id: "s",
    customers: [customer],
    grantee: world.other.organisation,
    scope: 0,
    until: null,
    ...change,
  });

const grants = () => registryLogs({ registry: world.registry, events: ["Granted"] });

async function waitingShare(): Promise<Share> {
  const stop = new AbortController();
  const onChange = ({ step }: Share) => {
    if (step === "waiting") stop.abort();
  };
  const share = await start();
  const left = runShare({ context: contextOf(), share, pollInterval: 10, signal: stop.signal, onChange });
  if (share.step === "waiting") stop.abort();
  expect(await refusalOf(left)).toMatchObject({ code: "Aborted" });
  const journaled = await journal.load("s");
  if (journaled === null) throw new Error("Not journaled.");
  return journaled;
}

describe("an intent to share with somebody who is not there", () => {
  it("behavior: is kept as waiting for their proof, and nothing is granted or given", async () => {
    expect(await waitingShare()).toMatchObject({ step: "waiting", waitingFor: "PossessionNotProven" });
    expect(await grants()).toEqual([]);
    expect(JSON.stringify(await journal.list())).not.toContain(
      Buffer.from(world.keeper.keyring.current.secret).toString("hex"),
    );
  });

  it("behavior: asked for again it is the same one, and another one under its id is refused", async () => {
    expect(await start()).toEqual(await journal.load("s"));
    expect(await refusalOf(start({ scope: 1 }))).toMatchObject({ code: "WorkflowMismatch" });
    expect(await refusalOf(start({ id: "none", customers: [] }))).toMatchObject({ code: "InvalidArgument" });
  });

  it("attack: in another organisation's hands it grants nothing", async () => {
    const share = await start();
    const { service, wallet, keyring } = world.other.keeper;
    const run = runShare({ context: { ...contextOf(), service, wallet, keyring }, share });
    expect(await refusalOf(run)).toMatchObject({ code: "WorkflowMismatch" });
  });

  it("behavior: waits for an account that has no key yet, and says so", async () => {
    const stop = new AbortController();
    const share = await start({ id: "early", grantee: world.organisation.replace(/^0x../, "0xff") });
    const run = runShare({
      context: contextOf(),
      share,
      pollInterval: 10,
      signal: stop.signal,
      onChange: () => stop.abort(),
    });
    expect(await refusalOf(run)).toMatchObject({ code: "Aborted" });
    expect(await journal.load("early")).toMatchObject({ step: "waiting", waitingFor: "NotEnrolled" });
  });

  it("behavior: finishes by itself when they answer, also in a later process, and is done once", async () => {
    const share = await journal.load("s");
    if (share === null) throw new Error("Not journaled.");
    const done = runShare({ context: contextOf(), share, pollInterval: 10 });
    await answerAll(world);
    expect(await done).toMatchObject({ step: "done", waitingFor: null });
    expect(await grants()).toHaveLength(1);
    const read = await readAs({ world, customer, as: world.other.reader });
    expect(read.entries).toEqual([["proven", "profile/1"]]);
    expect(await runShare({ context: contextOf(), share: await start() })).toMatchObject({ step: "done" });
    expect(await grants()).toHaveLength(1);
  });
});

describe("the demo's second organisation", () => {
  it("behavior: answers by itself what is asked of it, so that sharing with it needs nobody", async () => {
    const other = await startConsortium();
    const stop = new AbortController();
    try {
      const shared = await write({ world: other, records: [companyProfile()] });
      const person = DEMO_WALLETS.find(({ name }) => name === "Steven Buchanan") as DemoWallet;
      void runDemoKeeper({ registry: other.registry, keeper: { ...other.other.keeper, person }, signal: stop.signal });
      const { registry, keeper } = other;
      const { service, wallet, keyring } = keeper;
      const context = { registry, service, wallet, keyring, journal: memoryJournalOf({ parse: parseShare }) };
      const grantee = other.other.organisation;
      const share = await startShare({ context, id: "s", customers: [shared], grantee, scope: 0, until: null });
      expect((await runShare({ context, share, pollInterval: 50 })).step).toBe("done");
    } finally {
      stop.abort();
      await other.stop();
    }
  });
});
