import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCustomer } from "#client/read/read-customer.ts";
import { entriesOf } from "#client/registry/entries-of.ts";
import { headOf } from "#client/registry/head-of.ts";
import type { Wallet } from "#client/registry/registry.ts";
import { queryPayloads } from "#client/service/payloads.ts";
import { advanceWrite } from "#client/write/advance-write.ts";
import { newCustomer } from "#client/write/draft.ts";
import { draftWrite } from "#client/write/draft-write.ts";
import { draftsOf } from "#client/write/kept-drafts.ts";
import { memoryJournal } from "#client/write/memory-journal.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { rebaseWrite } from "#client/write/rebase-write.ts";
import { resubmitWrite } from "#client/write/resubmit-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { payloadDigestOf } from "#protocol/envelope/payload-digest.ts";
import { companyProfile, note, order } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { contextOf, startWorld, type World } from "#test/client/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const POLL = 20;

async function writeNew(records: readonly unknown[]) {
  const context = contextOf({ world });
  const place = newCustomer({ organisation: world.organisation });
  const drafts = records.map((record) => ({ ...place, record }));
  const prepared = await prepareWrite({ context, id: place.customer, drafts });
  const write = await runWrite({ context, write: prepared, pollInterval: POLL });
  return { ...place, write, context, drafts };
}

/** The notes that a customer's chain says, in its order. */
async function textsOf(customer: Hex): Promise<string[]> {
  const { registry, keeper } = world;
  const { entries, verdict } = await readCustomer({ ...keeper, registry, customer, confirmations: 1 });
  expect(verdict).toBe("proven");
  return entries.flatMap(({ record }) => (record?.schema === "note/1" ? [record.text] : []));
}

describe("a write", () => {
  it("default: goes from a record to a confirmed entry that its author reads back", async () => {
    const { customer, write } = await writeNew([companyProfile()]);
    expect(write.history).toEqual(["prepared", "stored", "signed", "submitted", "confirmed"]);
    const { registry, keeper } = world;
    const read = await readCustomer({
      registry,
      service: keeper.service,
      customer,
      confirmations: 1,
      keyring: keeper.keyring,
    });
    expect(read.verdict).toBe("proven");
    expect(read.entries.map(({ verdict, record }) => ({ verdict, record }))).toEqual([
      { verdict: "proven", record: companyProfile() },
    ]);
  });

  it("default: carries several entries of one customer and entries of others in one transaction", async () => {
    const context = contextOf({ world });
    const one = newCustomer({ organisation: world.organisation });
    const two = newCustomer({ organisation: world.organisation });
    const drafts = [
      { ...one, record: companyProfile("One") },
      { ...one, record: order("10643") },
      { ...two, record: companyProfile("Two") },
      { ...one, record: order("10692") },
    ];
    const prepared = await prepareWrite({ context, id: "several", drafts });
    const write = await runWrite({ context, write: prepared, pollInterval: POLL });
    expect(write.state.step).toBe("confirmed");
    const ofOne = await entriesOf({ registry: world.registry, customer: one.customer });
    const ofTwo = await entriesOf({ registry: world.registry, customer: two.customer });
    expect([...ofOne, ...ofTwo].map(({ head }) => head).sort()).toEqual(write.appends.map(({ head }) => head).sort());
    expect(new Set([...ofOne, ...ofTwo].map(({ transactionHash }) => transactionHash)).size).toBe(1);
    expect(ofOne.map(({ entry }) => entry.header.sequence)).toEqual([1n, 2n, 3n]);
  });

  it("default: another writer of the organisation appends to the customer and both read everything", async () => {
    const { customer } = await writeNew([companyProfile()]);
    const context = contextOf({ world, member: world.writer });
    const drafts = [{ customer, record: note("Called; will order in spring.") }];
    const prepared = await prepareWrite({ context, id: "second writer", drafts });
    expect((await runWrite({ context, write: prepared, pollInterval: POLL })).state.step).toBe("confirmed");
    for (const { service, keyring } of [world.keeper, world.writer]) {
      const { registry } = world;
      const { entries } = await readCustomer({ registry, service, keyring, customer, confirmations: 1 });
      expect(entries.map(({ record }) => record?.schema)).toEqual(["profile/1", "note/1"]);
    }
  });

  it("behavior: two writers who first write to the same customer under one key epoch share its secret", async () => {
    const place = newCustomer({ organisation: world.organisation });
    const drafts = [{ ...place, record: companyProfile() }];
    const contexts = [contextOf({ world }), contextOf({ world, member: world.writer })];
    const prepared = await Promise.all(
      contexts.map((context) => prepareWrite({ context, id: "same customer", drafts })),
    );
    const ends = [];
    for (const [index, context] of contexts.entries()) {
      const write = prepared[index];
      if (write !== undefined) ends.push(await runWrite({ context, write, pollInterval: POLL }));
    }
    expect(ends.map(({ state }) => state.step)).toEqual(["confirmed", "reverted"]);
    const { registry, writer } = world;
    const read = await readCustomer({ ...writer, registry, customer: place.customer, confirmations: 1 });
    expect(read.entries.map(({ record, refusal }) => [record?.schema, refusal])).toEqual([["profile/1", null]]);
  });

  it("behavior: several writes of one account at once take the nonces in turn and all get through", async () => {
    const ends = await Promise.all([1, 2, 3, 4].map((number) => writeNew([companyProfile(`Company ${number}`)])));
    expect(ends.map(({ write }) => write.state.step)).toEqual(Array(4).fill("confirmed"));
    for (const { customer } of ends) expect(await entriesOf({ registry: world.registry, customer })).toHaveLength(1);
  });

  it("behavior: asked for again under its id, it is the journaled one and nothing is made twice", async () => {
    const { context, write, drafts, customer } = await writeNew([companyProfile()]);
    const again = await prepareWrite({ context, id: write.id, drafts });
    expect(again).toEqual(write);
    const end = await runWrite({ context, write: again, pollInterval: POLL });
    expect(end).toEqual(write);
    expect(await entriesOf({ registry: world.registry, customer })).toHaveLength(1);
  });

  it("behavior: the journal holds nothing of the record and no key", async () => {
    const journal = memoryJournal();
    const context = contextOf({ world, journal });
    const place = newCustomer({ organisation: world.organisation });
    const secret = "Zaphod Beeblebrox";
    await prepareWrite({ context, id: "secret", drafts: [{ ...place, record: companyProfile(secret) }] });
    const text = JSON.stringify(await journal.list());
    expect(text).not.toContain(secret);
    const { keyring, identity } = world.keeper;
    for (const bytes of [keyring.current.secret, keyring.current.wrapKey, identity.seed]) {
      expect(text).not.toContain(Buffer.from(bytes).toString("hex"));
      expect(text).not.toContain(Buffer.from(bytes).toString("base64"));
    }
  });

  it("behavior: the service holds every payload before the chain refers to it", async () => {
    const context = contextOf({ world });
    const place = newCustomer({ organisation: world.organisation });
    const prepared = await prepareWrite({ context, id: "order", drafts: [{ ...place, record: companyProfile() }] });
    const stored = await advanceWrite({ context, write: prepared });
    expect(stored.state.step).toBe("stored");
    expect(await headOf({ registry: world.registry, customer: place.customer })).toBeNull();
    const digest = prepared.appends[0]?.payloadDigest ?? "0x";
    const payload =
      (await queryPayloads({ service: world.service, digests: [digest] })).get(digest) ?? new Uint8Array();
    expect(payload === null ? null : payloadDigestOf(payload)).toBe(digest);
  });

  it("error: an id that names another write is refused, and the first one stays", async () => {
    const { context, write } = await writeNew([companyProfile()]);
    const other = newCustomer({ organisation: world.organisation });
    const again = prepareWrite({ context, id: write.id, drafts: [{ ...other, record: companyProfile() }] });
    expect(await refusalOf(again)).toMatchObject({ code: "WriteMismatch" });
    expect(await context.journal.load(write.id)).toEqual(write);
  });

  it("args: no drafts, no schema, an unknown field, a foreign salt and an unknown customer are refused and leave nothing", async () => {
    const place = newCustomer({ organisation: world.organisation });
    const foreign = newCustomer({ organisation: world.writer.address });
    const cases = [
      { drafts: [], code: "InvalidArgument" },
      { drafts: [{ ...place, record: {} }], code: "UnknownSchema" },
      { drafts: [{ ...place, record: null }], code: "UnknownSchema" },
      { drafts: [{ ...place, record: { schema: "profile/9" } }], code: "UnknownSchema" },
      { drafts: [{ ...place, record: { ...companyProfile(), ssn: "1" } }], code: "InvalidRecord" },
      { drafts: [{ ...foreign, record: companyProfile() }], code: "InvalidArgument" },
      { drafts: [{ customer: place.customer, record: companyProfile() }], code: "CustomerNotFound" },
    ];
    for (const { drafts, code } of cases) {
      const context = contextOf({ world });
      expect(await refusalOf(prepareWrite({ context, id: "bad", drafts }))).toMatchObject({ code });
      expect(await context.journal.list()).toEqual([]);
    }
  });

  it("error: of several drafts the one that is refused is named, by the chain's state as by its content", async () => {
    const place = () => newCustomer({ organisation: world.organisation });
    const good = { ...place(), record: companyProfile() };
    const cases = [
      { bad: { ...place(), record: { ...companyProfile(), ssn: "1" } }, code: "InvalidRecord" },
      { bad: { customer: place().customer, record: note("Whose?") }, code: "CustomerNotFound" },
      { bad: { ...newCustomer({ organisation: world.writer.address }), record: note("x") }, code: "InvalidArgument" },
    ];
    for (const { bad, code } of cases) {
      const refused = prepareWrite({ context: contextOf({ world }), id: "batch", drafts: [good, good, bad, good] });
      const refusal = await refusalOf(refused);
      expect(refusal).toMatchObject({ code, details: { draft: 2 } });
      expect(refusal.message).toMatch(/^Draft 3 of 4: /);
    }
  });

  it("behavior: follows what its author has seen, or is refused", async () => {
    const { customer, write } = await writeNew([companyProfile()]);
    const seen = write.appends[0]?.head ?? "0x";
    const context = contextOf({ world });
    const first = await prepareWrite({ context, id: "a", drafts: [{ customer, record: note("1"), follows: seen }] });
    await runWrite({ context, write: first, pollInterval: POLL });
    const second = prepareWrite({ context, id: "b", drafts: [{ customer, record: note("2"), follows: seen }] });
    expect(await refusalOf(second)).toMatchObject({ code: "StaleHead" });
  });
});

describe("a write on a stale head", () => {
  it("behavior: of a profile without its base is reverted at no cost, says which customer moved, and follows with consent", async () => {
    const { customer } = await writeNew([companyProfile()]);
    const context = contextOf({ world });
    const drafts = [{ customer, record: companyProfile("Mine") }];
    const mine = await prepareWrite({ context, id: "mine", drafts });
    const theirs = contextOf({ world, member: world.writer });
    const other = await prepareWrite({ context: theirs, id: "theirs", drafts: [{ customer, record: note("theirs") }] });
    await runWrite({ context: theirs, write: other, pollInterval: POLL });

    const balance = () => world.client.getBalance({ address: world.keeper.address });
    const before = await balance();
    const stopped = await runWrite({ context, write: mine, pollInterval: POLL });
    expect(await balance()).toBe(before);
    const [append] = other.appends;
    expect(stopped.state).toMatchObject({
      step: "reverted",
      code: "StaleHead",
      remedy: "rebase",
      stale: [{ customer, stored: append?.head }],
    });
    expect(await refusalOf(resubmitWrite({ journal: context.journal, write: stopped }))).toMatchObject({
      code: "NotResubmittable",
    });

    const rebased = await rebaseWrite({ context, write: stopped });
    const end = await runWrite({ context, write: rebased, pollInterval: POLL });
    expect(end.state.step).toBe("confirmed");
    const { registry, keeper } = world;
    const { entries, verdict } = await readCustomer({ ...keeper, registry, customer, confirmations: 1 });
    expect(verdict).toBe("proven");
    expect(entries.map(({ record }) => record?.schema)).toEqual(["profile/1", "note/1", "profile/1"]);
  });

  it("behavior: that only adds follows by itself, also in a process that has only the journal", async () => {
    const { customer } = await writeNew([companyProfile()]);
    const context = contextOf({ world });
    const mine = await prepareWrite({ context, id: "mine", drafts: [{ customer, record: note("mine") }] });
    const theirs = contextOf({ world, member: world.writer });
    const other = await prepareWrite({ context: theirs, id: "theirs", drafts: [{ customer, record: note("theirs") }] });
    await runWrite({ context: theirs, write: other, pollInterval: POLL });
    // Without the keys it stops, and says so in the journal; nothing of it is lost.
    const { keyring: _keyring, ...locked } = context;
    const stopped = await runWrite({ context: locked, write: mine, pollInterval: POLL });
    expect(stopped.state).toMatchObject({ step: "reverted", code: "StaleHead", remedy: "rebase" });
    const journaled = await context.journal.load("mine");
    if (journaled === null) throw new Error("Not journaled.");
    expect(journaled).toEqual(stopped);
    const end = await runWrite({ context, write: journaled, pollInterval: POLL });
    expect(end.history.slice(-5)).toEqual(["prepared", "stored", "signed", "submitted", "confirmed"]);
    expect(await textsOf(customer)).toEqual(["theirs", "mine"]);
  });

  it("behavior: two members who each add 20 notes to one customer at once lose none and double none", async () => {
    const { customer } = await writeNew([companyProfile()]);
    const notes = await Promise.all(
      [world.keeper, world.writer].map(async (member, author) => {
        const context = contextOf({ world, member });
        const texts: string[] = [];
        for (let number = 1; number <= 20; number++) {
          const text = `${author} ${number}`;
          const drafts = [{ customer, record: note(text) }];
          const write = await draftWrite({ context, id: text, drafts });
          const end = await runWrite({ context, write, pollInterval: POLL });
          expect([text, end.state.step]).toEqual([text, "confirmed"]);
          texts.push(text);
        }
        return texts;
      }),
    );
    expect((await textsOf(customer)).sort()).toEqual(notes.flat().sort());
  });

  it("behavior: on a customer that never rests, it stops after some rounds as busy, and goes on when asked to", async () => {
    const { customer } = await writeNew([companyProfile()]);
    const context = contextOf({ world });
    const mine = await prepareWrite({ context, id: "mine", drafts: [{ customer, record: note("mine") }] });
    const theirs = contextOf({ world, member: world.writer });
    const other = await prepareWrite({ context: theirs, id: "theirs", drafts: [{ customer, record: note("theirs") }] });
    await runWrite({ context: theirs, write: other, pollInterval: POLL });
    const worn = await runWrite({ context, write: { ...mine, rebases: 20 }, pollInterval: POLL });
    expect(worn.state).toMatchObject({ step: "reverted", code: "CustomerBusy", remedy: "rebase" });
    const end = await runWrite({ context, write: await rebaseWrite({ context, write: worn }), pollInterval: POLL });
    expect([end.state.step, end.rebases]).toEqual(["confirmed", 0]);
    expect(await textsOf(customer)).toEqual(["theirs", "mine"]);
  });

  it("behavior: that a wallet refuses with words of its own is stale all the same, and never waits for good", async () => {
    const { customer } = await writeNew([companyProfile()]);
    const context = contextOf({ world });
    let asked = 0;
    const wallet = {
      ...context.wallet,
      account: { address: context.wallet.account.address, type: "json-rpc" },
      sendTransaction: async () => {
        asked += 1;
        // Somebody is faster while the wallet shows its question.
        const theirs = contextOf({ world, member: world.writer });
        const drafts = [{ customer, record: note("theirs") }];
        const other = await prepareWrite({ context: theirs, id: "theirs", drafts });
        await runWrite({ context: theirs, write: other, pollInterval: POLL });
        throw Object.assign(new Error("Internal JSON-RPC error."), { code: -32603 });
      },
    } as unknown as Wallet;
    const { keyring: _keyring, ...locked } = { ...context, wallet };
    const mine = await prepareWrite({ context, id: "mine", drafts: [{ customer, record: note("mine") }] });
    const stopped = await runWrite({ context: locked, write: mine, pollInterval: POLL });
    expect(asked).toBe(1);
    expect(stopped.state).toMatchObject({ step: "reverted", code: "StaleHead", remedy: "rebase" });
    expect((await runWrite({ context, write: stopped, pollInterval: POLL })).state.step).toBe("confirmed");
    expect(await textsOf(customer)).toEqual(["theirs", "mine"]);
  });

  it("error: drafted for a customer that somebody else stewards, it ends as reverted in the journal, not as an exception", async () => {
    const place = newCustomer({ organisation: world.organisation });
    const context = contextOf({ world });
    const drafts = [{ customer: place.customer, record: note("lost?") }];
    const write = await draftWrite({ context, id: "unknown", drafts });
    const end = await runWrite({ context, write, pollInterval: POLL });
    expect(end.state).toMatchObject({ step: "reverted", code: "CustomerNotFound", remedy: "none" });
    expect(draftsOf({ context, write: end })).toEqual(drafts);
  });

  it("error: a write that is not stale cannot be rebased", async () => {
    const { context, write } = await writeNew([companyProfile()]);
    expect(await refusalOf(rebaseWrite({ context, write }))).toMatchObject({ code: "NotRebasable" });
  });
});
