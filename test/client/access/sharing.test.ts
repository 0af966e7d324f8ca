import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { revokeGrant } from "#client/access/rotations.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import {
  type Consortium,
  readAs,
  rotationContext,
  settle,
  share,
  startConsortium,
  write,
} from "#test/client/consortium.ts";
import { companyProfile, note, order } from "#test/client/records.ts";

let world: Consortium;
beforeAll(async () => {
  world = await startConsortium();
});
afterAll(() => world.stop());

const three = () => write({ world, records: [companyProfile(), order("1"), note("a")] });

describe("shareCustomers", () => {
  it("default: the other organisation's members read what there is and what comes", async () => {
    const customer = await three();
    expect((await readAs({ world, customer, as: world.other.reader })).entries).toEqual([
      ["proven", "NoOpening"],
      ["proven", "NoOpening"],
      ["proven", "NoOpening"],
    ]);
    const shared = await share(world, { customers: [customer] });
    expect(shared).toEqual({ customers: 1, wraps: 1 });
    await write({ world, customer, records: [note("b")] });
    const read = await readAs({ world, customer, as: world.other.reader });
    expect(read).toEqual({
      verdict: "proven",
      entries: [
        ["proven", "profile/1"],
        ["proven", "transaction/1"],
        ["proven", "note/1"],
        ["proven", "note/1"],
      ],
    });
  });

  it("behavior: doing it again changes nothing", async () => {
    const customer = await three();
    const block = async () => world.client.getBlockNumber({ cacheTime: 0 });
    await share(world, { customers: [customer] });
    const before = await block();
    await share(world, { customers: [customer] });
    expect(await block()).toBe(before);
  });

  it("args: one kind only; the others keep their verdict and say that they are not shared", async () => {
    const customer = await three();
    await share(world, { customers: [customer], scope: KINDS.transaction });
    expect((await readAs({ world, customer, as: world.other.reader })).entries).toEqual([
      ["proven", "OutOfScope"],
      ["proven", "transaction/1"],
      ["proven", "OutOfScope"],
    ]);
  });

  it("args: all customers, those to come too, and after a revocation nothing new", async () => {
    const before = await three();
    await share(world, { customers: "all" });
    const after = await three();
    for (const customer of [before, after]) {
      expect((await readAs({ world, customer, as: world.other.reader })).entries[0]).toEqual(["proven", "profile/1"]);
    }
    const context = rotationContext(world);
    const { rotation, keyring } = await revokeGrant({
      context,
      id: "r",
      grantee: world.other.organisation,
      customers: "all",
      scope: 0,
    });
    expect(rotation).toMatchObject({ step: "done", waiting: [] });
    world.keeper.keyring = keyring;
    const { registry, organisation, writer } = world;
    const opened = await openKeyring({ registry, service: writer.service, organisation, identity: writer.identity });
    expect([...opened.keys.keys()]).toEqual([2, 1]);
    await settle(world);
    await write({ world, customer: before, records: [note("new")] });
    const own = await readAs({ world, customer: before as Hex, as: { ...writer, keyring: opened } });
    expect(own.entries.map(([, content]) => content)).toEqual(["profile/1", "transaction/1", "note/1", "note/1"]);
    const theirs = await readAs({ world, customer: before as Hex, as: world.other.reader });
    expect(theirs.entries.map(([, content]) => content)).toEqual(["NoOpening", "NoOpening", "NoOpening", "NoOpening"]);
  });
});
