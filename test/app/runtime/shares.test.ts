import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createShares, type Shares } from "#app/runtime/shares.ts";
import { parseShare, type ShareJournal } from "#client/access/share.ts";
import type { ShareContext } from "#client/access/start-share.ts";
import { memoryJournalOf } from "#client/journals/journal-of.ts";
import { registryLogs } from "#client/registry/registry-logs.ts";
import { answerAll, type Consortium, readAs, startConsortium, write } from "#test/client/consortium.ts";
import { companyProfile } from "#test/client/records.ts";

/* In order: nobody of the other organisation is there until the last test. */

let world: Consortium;
let customer: Hex;
let journal: ShareJournal;
let context: ShareContext;
let settled = 0;
beforeAll(async () => {
  world = await startConsortium();
  customer = await write({ world, records: [companyProfile()] });
  journal = memoryJournalOf({ parse: parseShare });
  const { service, wallet, keyring } = world.keeper;
  context = { registry: world.registry, service, wallet, keyring, journal };
});
afterAll(() => world.stop());

/** Pages of one browser take turns, as with Web Locks: whoever has the name keeps it until its page is closed. */
function createTurns() {
  const last = new Map<string, Promise<void>>();
  return async ({ name, act, signal }: { name: string; act: () => Promise<void>; signal: AbortSignal }) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(() => (signal.aborted ? undefined : act()));
    last.set(
      name,
      turn.catch(() => undefined),
    );
    await turn;
  };
}

const inTurn = createTurns();
const openPage = (): Shares => createShares({ journal, inTurn, pollInterval: 10, onSettled: () => settled++ });

/** Resolves as soon as the page's list is as wished. */
function when({ shares, is }: { shares: Shares; is: (steps: string[]) => boolean }): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!is(shares.list().map(({ share }) => share.step))) return;
      stop();
      resolve();
    };
    const stop = shares.subscribe(look);
    look();
  });
}
const stepsAre =
  (...wished: string[]) =>
  (steps: string[]) =>
    JSON.stringify(steps) === JSON.stringify(wished);

const request = () => ({ customers: [customer], grantee: world.other.organisation, scope: 0, until: null });
const grants = () => registryLogs({ registry: world.registry, events: ["Granted"] });

describe("shares of a page", () => {
  it("behavior: a share waits for the other side, and one that is cancelled never happens", async () => {
    const shares = openPage();
    const id = await shares.start({ context, ...request() });
    await when({ shares, is: stepsAre("waiting") });
    expect(shares.list()).toMatchObject([{ running: true, error: null, share: { waitingFor: "PossessionNotProven" } }]);
    await shares.cancel({ id });
    expect(shares.list()).toEqual([]);
    expect(await journal.list()).toEqual([]);
    expect(await grants()).toEqual([]);
  });

  it("behavior: signing out stops it and shows it no more, and the journal keeps it", async () => {
    const shares = openPage();
    await shares.start({ context, ...request() });
    await when({ shares, is: stepsAre("waiting") });
    shares.forget();
    expect(shares.list()).toEqual([]);
    expect(await journal.list()).toHaveLength(1);
  });

  it("attack: the next account of this browser, of another organisation, does not go on with it", async () => {
    const shares = openPage();
    const { service, wallet, keyring } = world.other.keeper;
    await shares.resume({ context: { ...context, service, wallet, keyring } });
    expect(shares.list()).toEqual([]);
  });

  it("behavior: after a reload it goes on by itself, in one page of the browser, and is done once", async () => {
    const [first, second] = [openPage(), openPage()];
    await first.resume({ context });
    await when({ shares: first, is: stepsAre("waiting") });
    await first.resume({ context });
    await second.resume({ context });
    expect(second.list()).toMatchObject([{ running: false, error: null }]);
    const before = settled;
    const done = when({ shares: first, is: stepsAre("done") });
    await answerAll(world);
    await done;
    // The page that waited for its turn finds nothing left to do.
    await when({ shares: second, is: stepsAre() });
    expect(await grants()).toHaveLength(1);
    expect(await journal.list()).toEqual([]);
    expect(settled).toBeGreaterThan(before);
    const read = await readAs({ world, customer, as: world.other.reader });
    expect(read.entries).toEqual([["proven", "profile/1"]]);
  });

  it("error: what fails stands still with its reason, until somebody goes on with it", async () => {
    const shares = openPage();
    const { wallet } = world.other.keeper;
    const id = await shares.start({ context: { ...context, wallet }, ...request(), scope: 1 });
    await when({ shares, is: () => shares.list().some(({ error }) => error !== null) });
    expect(shares.list()).toMatchObject([{ running: false, error: { name: "KontorError" } }]);
    await shares.again({ context, id });
    await when({ shares, is: stepsAre("done") });
    expect(await grants()).toHaveLength(2);
  });
});
