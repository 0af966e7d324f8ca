import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeMember, renewKey, revokeGrant } from "#client/access/rotations.ts";
import { eraseCustomer } from "#client/acts/erasure.ts";
import { checkErasure } from "#client/read/check-erasure.ts";
import { getOpenings } from "#client/service/openings.ts";
import { signIn } from "#client/service/sessions.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { deriveOrganisationSeed } from "#protocol/keys/organisation-key.ts";
import { parseWrapHeader } from "#protocol/keys/wrap-header.ts";
import {
  type Consortium,
  pass,
  readAs,
  rotationContext,
  settle,
  share,
  startConsortium,
  write,
} from "#test/client/consortium.ts";
import { companyProfile, note, order } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { plunder, steal } from "./loot.ts";

let world: Consortium;
beforeAll(async () => {
  world = await startConsortium();
});
afterAll(() => world.stop());

const three = () => write({ world, records: [companyProfile(), order("1"), note("a")] });
const loot = () => steal(world.running.directory);
/** What the grantee's members have. */
const granteeSeeds = () => [
  world.other.reader.identity.seed,
  ...[...world.other.reader.keyring.keys.values()].map(({ secret }) => deriveOrganisationSeed(secret)),
];

/** Rotates as the first organisation's KEEPER, who goes on with the new key. */
async function rotate(
  run: (context: ReturnType<typeof rotationContext>) => ReturnType<typeof renewKey>,
): Promise<void> {
  const { rotation, keyring } = await run(rotationContext(world));
  expect(rotation).toMatchObject({ step: "done", waiting: [] });
  world.keeper.keyring = keyring;
  await settle(world);
}

describe("a grantee of one kind", () => {
  it("attack: with a full copy of the store it opens that kind and no other", async () => {
    const { registry, other } = world;
    const customer = await three();
    await share(world, { customers: [customer], scope: KINDS.transaction });
    const secrets = [...other.keeper.keyring.keys.values()].map(({ secret }) => secret);
    expect(await plunder({ registry, customer, loot: await loot(), seeds: granteeSeeds(), secrets })).toEqual([2]);
  });
});

describe("a grantee after the end", () => {
  it("attack: the service gives it nothing, and it gets no new wraps", async () => {
    const { registry, other, keeper } = world;
    const customer = await three();
    const { timestamp } = await world.client.getBlock();
    await share(world, { customers: [customer], until: timestamp + 3_600n });
    expect((await readAs({ world, customer, as: other.reader })).entries[0]?.[1]).toBe("profile/1");
    await pass(world, 3_601);
    const items = [{ customer, keyEpoch: 1 }];
    const openings = await getOpenings({ service: other.reader.service, organisation: other.organisation, items });
    expect(openings).toEqual([{ customer, keyEpoch: 1, wraps: [], channelWraps: [], share: null }]);
    expect((await readAs({ world, customer, as: other.reader })).entries.map(([, content]) => content)).toEqual([
      "NoOpening",
      "NoOpening",
      "NoOpening",
    ]);
    await rotate((context) => renewKey({ context, id: "after the end" }));
    await write({ world, customer, records: [note("after")] });
    const stolen = await loot();
    const { epoch } = keeper.keyring.current;
    const fresh = stolen.wraps
      .map(parseWrapHeader)
      .filter(({ customer: id, keyEpoch, wrapper }) => id === customer && keyEpoch === epoch && wrapper === "channel");
    expect(fresh).toEqual([]);
    // What it could read it can, with the store's help: the end takes nothing back. What came after it cannot.
    expect(await plunder({ registry, customer, loot: stolen, seeds: granteeSeeds() })).toEqual([1, 2, 3]);
  });
});

describe("a grantee whose grant was taken", () => {
  it("attack: with its keys and a full copy of the store it opens nothing that was written after", async () => {
    const { registry, other } = world;
    const customer = await three();
    await share(world, { customers: [customer] });
    await rotate((context) =>
      revokeGrant({ context, id: "taken", grantee: other.organisation, customers: [customer], scope: 0 }),
    );
    await write({ world, customer, records: [note("after")] });
    expect(await plunder({ registry, customer, loot: await loot(), seeds: granteeSeeds() })).toEqual([1, 2, 3]);
    expect((await readAs({ world, customer, as: other.reader })).entries.at(-1)).toEqual(["proven", "NoOpening"]);
  });
});

describe("a removed member", () => {
  it("attack: with all old keys and a full copy of the store, nothing opens that was written after", async () => {
    const { registry, organisation, writer } = world;
    const customer = await three();
    const before = await loot();
    await rotate((context) => removeMember({ context, id: "removed", account: writer.address }));
    await write({ world, customer, records: [note("after"), order("2")] });
    const keys = {
      seeds: [writer.identity.seed],
      secrets: [...writer.keyring.keys.values()].map(({ secret }) => secret),
    };
    expect(await plunder({ registry, customer, loot: before, ...keys })).toEqual([1, 2, 3]);
    expect(await plunder({ registry, customer, loot: await loot(), ...keys })).toEqual([1, 2, 3]);
    const session = await signIn({
      service: world.service,
      wallet: writer.wallet,
      chainId: registry.chainId,
      transport: "bearer",
    });
    const items = [{ customer, keyEpoch: 1 }];
    const asked = getOpenings({ service: session.service, organisation, items });
    expect(await refusalOf(asked)).toMatchObject({ code: "Forbidden" });
  });
});

describe("a member with old wraps and an old backup", () => {
  it("attack: after erasure nothing opens, because the shred share is gone", async () => {
    const { registry, service, keeper } = world;
    const customer: Hex = await three();
    const backup = await loot();
    const keys = {
      seeds: [keeper.identity.seed],
      secrets: [...keeper.keyring.keys.values()].map(({ secret }) => secret),
    };
    await eraseCustomer({ registry, service, wallet: keeper.wallet, customer });
    await settle(world);
    await expect
      .poll(async () => (await checkErasure({ registry, service, customer })).holds, { timeout: 20_000 })
      .toBe(true);
    const now = await loot();
    expect(now.shares.filter((share) => share.customer === customer)).toEqual([]);
    // The backup of the main store, the keys, and whatever shares there are today.
    expect(await plunder({ registry, customer, loot: { ...backup, shares: now.shares }, ...keys })).toEqual([]);
    // Only a backup of the shares themselves would help: that is why they are kept, and backed up, apart.
    expect(await plunder({ registry, customer, loot: backup, ...keys })).toEqual([1, 2, 3]);
  });
});
