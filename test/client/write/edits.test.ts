import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCustomer } from "#client/read/read-customer.ts";
import { newCustomer } from "#client/write/draft.ts";
import { draftWrite } from "#client/write/draft-write.ts";
import { conflictsOf } from "#client/write/kept-drafts.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { resolveWrite } from "#client/write/resolve-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import type { WriteContext } from "#client/write/write-context.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { contextOf, type Member, startWorld, type World } from "#test/client/world.ts";

/* Two members with the same customer open, on a real chain and service. */

let world: World;
let mine: WriteContext;
let theirs: WriteContext;
beforeAll(async () => {
  world = await startWorld();
  mine = contextOf({ world });
  theirs = contextOf({ world, member: world.writer });
});
afterAll(() => world.stop());

const POLL = 20;
const NAME = "Alfreds Futterkiste";
let count = 0;

async function save(parameters: {
  context: WriteContext;
  customer: Hex;
  record: unknown;
  base?: { head: Hex; record: unknown };
}) {
  const { context, ...draft } = parameters;
  const write = await draftWrite({ context, id: `edit ${++count}`, drafts: [draft] });
  return runWrite({ context, write, pollInterval: POLL });
}

/** A new customer as both have it on their screens. */
async function open() {
  const place = newCustomer({ organisation: world.organisation });
  const record = companyProfile(NAME);
  const prepared = await prepareWrite({ context: mine, id: place.customer, drafts: [{ ...place, record }] });
  const write = await runWrite({ context: mine, write: prepared, pollInterval: POLL });
  const head = write.appends[0]?.head as Hex;
  return { customer: place.customer, record, base: { head, record } };
}

async function recordsOf(customer: Hex, { service, keyring }: Member = world.keeper) {
  const { registry } = world;
  const read = await readCustomer({ registry, service, keyring, customer, confirmations: 1 });
  expect(read.verdict).toBe("proven");
  return read.entries.map(({ record }) => record);
}

describe("two members who edit one profile", () => {
  it("behavior: of different fields both get what they wrote, and nothing is asked", async () => {
    const { customer, record, base } = await open();
    const first = await save({ context: theirs, customer, base, record: { ...record, website: "https://a.example" } });
    const second = await save({ context: mine, customer, base, record: { ...record, tradeName: "Alfreds" } });
    expect([first.state.step, second.state.step]).toEqual(["confirmed", "confirmed"]);
    expect((await recordsOf(customer)).at(-1)).toEqual({
      ...record,
      website: "https://a.example",
      tradeName: "Alfreds",
    });
  });

  it("behavior: at the same moment neither loses a field, twenty times", async () => {
    const { customer, record, base } = await open();
    let now = { record, base };
    for (let round = 1; round <= 20; round++) {
      const ends = await Promise.all([
        save({ context: mine, customer, base: now.base, record: { ...now.record, notes: `${round}` } }),
        save({ context: theirs, customer, base: now.base, record: { ...now.record, industry: `${round}` } }),
      ]);
      expect(ends.map(({ state }) => state.step)).toEqual(["confirmed", "confirmed"]);
      const latest = (await recordsOf(customer)).at(-1);
      expect(latest).toMatchObject({ notes: `${round}`, industry: `${round}` });
      const { registry, keeper } = world;
      const { entries } = await readCustomer({ ...keeper, registry, customer, confirmations: 1 });
      const head = entries.at(-1)?.head as Hex;
      now = { record: latest as typeof record, base: { head, record: latest as typeof record } };
    }
  });

  it("behavior: an entry that is no profile in between is no newer profile: the edit goes on top", async () => {
    const { customer, record, base } = await open();
    await save({ context: theirs, customer, record: note("Called.") });
    const end = await save({ context: mine, customer, base, record: { ...record, tradeName: "Alfreds" } });
    expect(end.state.step).toBe("confirmed");
    expect((await recordsOf(customer)).map((one) => one?.schema)).toEqual(["profile/1", "note/1", "profile/1"]);
  });

  it("behavior: of one field it stops as a conflict that names both values and who wrote theirs, and goes on as decided", async () => {
    const { customer, record, base } = await open();
    const first = await save({
      context: theirs,
      customer,
      base,
      record: { ...record, legalName: "Theirs", notes: "T" },
    });
    const edited = { ...record, legalName: "Mine", tradeName: "Alfreds" };
    const stopped = await save({ context: mine, customer, base, record: edited });
    const author = world.writer.address.toLowerCase();
    const head = first.appends[0]?.head;
    expect(stopped.state).toMatchObject({ step: "conflict", customers: [{ customer, head, author }] });
    expect(JSON.stringify(stopped)).not.toMatch(/Theirs|Mine|Alfreds/);

    // As after a reload: from the journal alone.
    const write = await mine.journal.load(stopped.id);
    if (write === null) throw new Error("Not journaled.");
    const [conflict] = conflictsOf({ context: mine, write });
    expect(conflict).toMatchObject({ customer, head, author });
    expect(conflict?.conflicts).toEqual([{ pointer: "/legalName", base: NAME, mine: "Mine", theirs: "Theirs" }]);

    const undecided = resolveWrite({ context: mine, write, choices: [] });
    expect(await refusalOf(undecided)).toMatchObject({ code: "InvalidArgument", details: { pointer: "/legalName" } });
    const choices = [{ customer, pointer: "/legalName", take: "mine" as const }];
    const resolved = await resolveWrite({ context: mine, write, choices });
    const end = await runWrite({ context: mine, write: resolved, pollInterval: POLL });
    expect(end.state.step).toBe("confirmed");
    expect((await recordsOf(customer)).at(-1)).toEqual({ ...edited, notes: "T" });
    expect(await refusalOf(resolveWrite({ context: mine, write: end, choices }))).toMatchObject({
      code: "NotRebasable",
    });
  });

  it("behavior: who decides for theirs takes back nothing of it, and keeps the rest of their own", async () => {
    const { customer, record, base } = await open();
    await save({ context: theirs, customer, base, record: { ...record, legalName: "Theirs" } });
    const edited = { ...record, legalName: "Mine", tradeName: "Alfreds" };
    const write = await save({ context: mine, customer, base, record: edited });
    const choices = [{ customer, pointer: "/legalName", take: "theirs" as const }];
    const resolved = await resolveWrite({ context: mine, write, choices });
    expect((await runWrite({ context: mine, write: resolved, pollInterval: POLL })).state.step).toBe("confirmed");
    expect((await recordsOf(customer)).at(-1)).toEqual({ ...edited, legalName: "Theirs" });
  });

  it("behavior: a conflict that was decided is asked again where a third edit came in between", async () => {
    const { customer, record, base } = await open();
    await save({ context: theirs, customer, base, record: { ...record, legalName: "Second" } });
    const write = await save({ context: mine, customer, base, record: { ...record, legalName: "Mine" } });
    const choices = [{ customer, pointer: "/legalName", take: "mine" as const }];
    const { head, theirs: seen } = conflictsOf({ context: mine, write })[0] as { head: Hex; theirs: object };
    await save({ context: theirs, customer, base: { head, record: seen }, record: { ...record, legalName: "Third" } });
    const resolved = await resolveWrite({ context: mine, write, choices });
    const again = await runWrite({ context: mine, write: resolved, pollInterval: POLL });
    expect(again.state.step).toBe("conflict");
    expect(conflictsOf({ context: mine, write: again })[0]?.conflicts).toEqual([
      { pointer: "/legalName", base: "Second", mine: "Mine", theirs: "Third" },
    ]);
  });

  it("attack: another member's journal does not open on this device's copy with other keys", async () => {
    const { customer, record, base } = await open();
    await save({ context: theirs, customer, base, record: { ...record, legalName: "Theirs" } });
    const write = await save({ context: mine, customer, base, record: { ...record, legalName: "Mine" } });
    const foreign = { ...mine.keyring, organisation: world.writer.address };
    const opened = () => conflictsOf({ context: { ...mine, keyring: foreign }, write });
    expect(opened).toThrow(expect.objectContaining({ code: "NoOpening" }));
    const moved = { ...write, id: "another" };
    expect(() => conflictsOf({ context: mine, write: moved })).toThrow(expect.objectContaining({ code: "NoOpening" }));
  });
});
