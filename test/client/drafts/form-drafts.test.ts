import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DraftRows, formDrafts } from "#client/drafts/form-drafts.ts";
import { holderOfIdentity } from "#client/keys/holder.ts";
import { entriesOf } from "#client/registry/entries-of.ts";
import { newCustomer } from "#client/write/draft.ts";
import type { Journal } from "#client/write/journal.ts";
import { memoryJournal } from "#client/write/memory-journal.ts";
import { runWrite } from "#client/write/run-write.ts";
import { keepWritten } from "#client/write/written.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { memoryDraftRows } from "#test/client/memory-draft-rows.ts";
import { companyProfile } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { contextOf, type Member, startWorld, type World } from "#test/client/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

class Killed extends Error {}

/** One device: what survives the page, and the page, which dies at the given act on what survives. */
function device(member: Member) {
  const rows = memoryDraftRows();
  const [journal, written] = [memoryJournal(), memoryJournal()];
  const openPage = (die: { on: string; when: "before" | "after" } | null = null) => {
    const act = async <Result>(on: string, run: () => Promise<Result>): Promise<Result> => {
      if (die?.on === on && die.when === "before") throw new Killed();
      const result = await run();
      if (die?.on === on && die.when === "after") throw new Killed();
      return result;
    };
    const dying: Journal = { ...journal, save: (write) => act(`save ${write.state.step}`, () => journal.save(write)) };
    const dyingRows: DraftRows = { ...rows, remove: (key) => act("remove the draft", () => rows.remove(key)) };
    const context = contextOf({ world, member, journal: dying });
    const holder = holderOfIdentity(member.identity);
    const { registry } = world;
    const drafts = formDrafts({ rows: dyingRows, holder, registry, journals: [journal, written] });
    return { context, drafts, journal, written };
  };
  return { openPage, rows };
}

/** What a page does when it opens: goes on with what the journal has, and shows the form with its draft, or empty. */
async function reopened({ openPage }: ReturnType<typeof device>) {
  const { context, drafts, journal, written } = openPage();
  for (const write of await journal.list()) {
    const end = await runWrite({ context, write, pollInterval: 20 });
    await keepWritten({ written, write: end });
    await journal.remove(end.id);
  }
  return { context, drafts };
}

describe("a draft of a form", () => {
  it("default: is there after a reload as it was typed, and gone when it is thrown away", async () => {
    const { openPage } = device(world.keeper);
    const draft = { writeId: "w", values: { legalName: "Königlich Essen", phones: [{ number: "" }] } };
    await openPage().drafts.put({ form: "new customer", draft });
    expect(await openPage().drafts.get("new customer")).toEqual(draft);
    expect(await openPage().drafts.get("another form")).toBeNull();
    await openPage().drafts.remove("new customer");
    expect(await openPage().drafts.get("new customer")).toBeNull();
  });

  it("attack: nobody reads it off the disk, another member of the device does not get it, and it does not open elsewhere", async () => {
    const kept: { key: string; sealed: object }[] = [];
    const base = memoryDraftRows();
    const rows: DraftRows = {
      ...base,
      put: (row) => {
        kept.push(row);
        return base.put(row);
      },
    };
    const { registry } = world;
    const of = (member: Member) =>
      formDrafts({ rows, holder: holderOfIdentity(member.identity), registry, journals: [] });
    await of(world.keeper).put({ form: "note", draft: { writeId: "w", values: "Zaphod" } });
    expect(JSON.stringify(kept)).not.toContain("Zaphod");
    expect(await of(world.writer).get("note")).toBeNull();
    const [row] = kept;
    if (row === undefined) throw new Error("Nothing was kept.");
    await base.put({ ...row, key: row.key.replace("note", "order") });
    expect(await refusalOf(of(world.keeper).get("order"))).toMatchObject({ code: "NoOpening" });
  });

  const steps = ["save drafted", "save prepared", "save stored", "save signed", "save submitted", "save confirmed"];
  const cases = [...steps, "remove the draft"].flatMap((on) =>
    (["before", "after"] as const).map((when) => ({ on, when })),
  );

  it.each(cases)(
    "behavior: a page that dies $when it can $on loses nothing and doubles nothing",
    async ({ on, when }) => {
      const one = device(world.keeper);
      const place = newCustomer({ organisation: world.organisation });
      const draft = { writeId: `${on} ${when}`, values: companyProfile() };
      const drafts = [{ ...place, record: companyProfile() }];
      const dying = one.openPage({ on, when });
      await dying.drafts.put({ form: "new", draft });
      const died = (async () => {
        const write = await dying.drafts.save({ form: "new", draft, context: dying.context, drafts });
        await runWrite({ context: dying.context, write, pollInterval: 20 });
      })();
      expect(await died.catch((error: unknown) => error)).toBeInstanceOf(Killed);

      const page = await reopened(one);
      const left = await page.drafts.get("new");
      const isSaved = (await entriesOf({ registry: world.registry, customer: place.customer })).length === 1;
      // Either the form shows what was typed, or it was written: never neither, never both.
      expect(left === null).toBe(isSaved);
      expect(isSaved).toBe(!(on === "save drafted" && when === "before"));
      if (left !== null) {
        await page.drafts.save({ form: "new", draft: left, context: page.context, drafts });
        await reopened(one);
      }
      expect(await entriesOf({ registry: world.registry, customer: place.customer })).toHaveLength(1);
      expect(await (await reopened(one)).drafts.get("new")).toBeNull();
    },
  );

  it("error: a draft that would not go leaves the write saved, and is taken for it", async () => {
    const one = device(world.keeper);
    const { context, journal } = one.openPage();
    const full = new KontorError({ code: "JournalBroken", message: "The disk is full." });
    const rows: DraftRows = { ...one.rows, remove: () => Promise.reject(full) };
    const holder = holderOfIdentity(world.keeper.identity);
    const stuck = formDrafts({ rows, holder, registry: world.registry, journals: [journal] });
    const place = newCustomer({ organisation: world.organisation });
    const draft = { writeId: "stuck", values: {} };
    await stuck.put({ form: "new", draft });
    const drafts = [{ ...place, record: companyProfile() }];
    expect((await stuck.save({ form: "new", draft, context, drafts })).state.step).toBe("drafted");
    expect(await one.openPage().drafts.get("new")).toBeNull();
  });
});
