import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renewKey } from "#client/access/rotations.ts";
import { newCustomer } from "#client/write/draft.ts";
import { memoryJournal } from "#client/write/memory-journal.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { keepWritten, restorePayloads } from "#client/write/written.ts";
import {
  type Consortium,
  readAs,
  rotationContext,
  settle,
  share,
  startConsortium,
  write,
} from "#test/client/consortium.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { contextOf } from "#test/client/world.ts";

/* What members' clients do with a service that has lost a part of its stores. */

describe("a service that has lost something", () => {
  let world: Consortium;
  beforeAll(async () => {
    world = await startConsortium();
  });
  afterAll(() => world.stop());

  /** What a restored backup, a damaged disk or a wrong hand does to a store's file. */
  function lose(file: "kontor" | "shares", sql: string, ...values: string[]): number {
    const database = new DatabaseSync(join(world.running.directory, `${file}.sqlite`));
    const { changes } = database.prepare(sql).run(...values);
    database.close();
    return Number(changes);
  }
  const writeNote = (customer: Hex) => {
    const context = contextOf({ world });
    const drafts = [{ customer, record: note("Once more.") }];
    return prepareWrite({ context, id: `${customer} ${Math.random()}`, drafts });
  };
  const count = async (customer: Hex) => (await world.running.service.shares.find([{ customer, keyEpoch: 1 }])).length;

  it("behavior: an author's client uploads again what is gone or damaged, and everybody reads on", async () => {
    const { registry, keeper, writer } = world;
    const written = memoryJournal();
    const places = [1, 2].map(() => newCustomer({ organisation: world.organisation }));
    for (const place of places) {
      const context = contextOf({ world });
      const drafts = [{ ...place, record: companyProfile() }];
      const prepared = await prepareWrite({ context, id: place.customer, drafts });
      await keepWritten({ written, write: await runWrite({ context, write: prepared, pollInterval: 20 }) });
    }
    await settle(world);
    const [gone, damaged] = places.map(({ customer }) => customer) as [Hex, Hex];
    expect(lose("kontor", "DELETE FROM payload WHERE customer = ?", gone)).toBe(1);
    expect(lose("kontor", "UPDATE payload SET bytes = zeroblob(size) WHERE customer = ?", damaged)).toBe(1);
    expect((await readAs({ world, customer: gone, as: writer })).verdict).toBe("unavailable");
    expect((await readAs({ world, customer: damaged, as: writer })).verdict).toBe("tampered");

    const restoring = { registry, service: keeper.service, written };
    expect(await restorePayloads({ ...restoring, author: writer.address })).toBe(0);
    expect(await restorePayloads({ ...restoring, author: keeper.address })).toBe(2);
    expect(await restorePayloads({ ...restoring, author: keeper.address })).toBe(0);
    for (const customer of [gone, damaged]) {
      const { entries } = await readAs({ world, customer, as: writer });
      expect(entries.map(([, content]) => content)).toEqual([companyProfile().schema]);
    }
  });

  it("error: a share that is gone is refused by client and service, and no second one is made", async () => {
    const customer = await write({ world, records: [companyProfile()] });
    expect(lose("shares", "DELETE FROM share WHERE customer = ?", customer)).toBe(1);
    expect(await refusalOf(writeNote(customer))).toMatchObject({ code: "ShareMissing" });
    expect(await count(customer)).toBe(0);
    // The wraps are gone as well: what is left is the chain's own word.
    lose("kontor", "DELETE FROM wrap WHERE customer = ?", customer);
    lose("kontor", "DELETE FROM made_share WHERE customer = ?", customer);
    expect(await refusalOf(writeNote(customer))).toMatchObject({ code: "SecretMissing" });
    expect(await count(customer)).toBe(0);
  });

  it("error: a customer whose secret is gone gets no second one; a new epoch gives it a new one, and the rest is shared on", async () => {
    const lost = await write({ world, records: [companyProfile()] });
    const whole = await write({ world, records: [companyProfile()] });
    expect(lose("kontor", "DELETE FROM wrap WHERE customer = ?", lost)).toBe(1);
    expect(await refusalOf(writeNote(lost))).toMatchObject({ code: "SecretMissing" });
    await share(world, { customers: [lost, whole] });
    const shared = await readAs({ world, customer: whole, as: world.other.reader });
    expect(shared.entries[0]?.[1]).toBe(companyProfile().schema);

    const renewed = await renewKey({ context: rotationContext(world), id: "after the loss" });
    expect(renewed.rotation).toMatchObject({ step: "done" });
    const keeper = { ...world.keeper, keyring: renewed.keyring };
    await write({ world, customer: lost, member: keeper, records: [note("Under the new epoch.")] });
    const { entries } = await readAs({ world, customer: lost, as: keeper });
    expect(entries.map(([, content]) => content)).toEqual(["NoOpening", "note/1"]);
  });
});
