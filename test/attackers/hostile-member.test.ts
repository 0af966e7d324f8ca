import { randomBytes } from "node:crypto";
import type { Address, Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RotationJournal } from "#client/access/rotation.ts";
import { removeMember, renewKey } from "#client/access/rotations.ts";
import { grantRole, revokeRole } from "#client/acts/roles.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { hasRole } from "#client/registry/has-role.ts";
import { keyOf } from "#client/registry/key-of.ts";
import { getOpenings } from "#client/service/openings.ts";
import { putHistory } from "#client/service/organisation-history.ts";
import { putSealedOrganisationSecret } from "#client/service/organisation-secrets.ts";
import { createShares } from "#client/service/shares.ts";
import { putWraps } from "#client/service/wraps.ts";
import { newCustomer } from "#client/write/draft.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import { encodeHistoryHeader, HISTORY_WRAP_LENGTH } from "#protocol/keys/history-header.ts";
import { encodeSealedHeader, SEALED_SECRET_LENGTH } from "#protocol/keys/sealed-secret-header.ts";
import { encodeWrapHeader, WRAP_LENGTH, type WrapHeader } from "#protocol/keys/wrap-header.ts";
import { type Consortium, readAs, rotationContext, share, startConsortium, write } from "#test/client/consortium.ts";
import { memoryRotationJournal } from "#test/client/memory-rotation-journal.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { ACCOUNTS, startWorld, walletAt } from "#test/client/world.ts";

/* A member with every right to write, who stores bytes that open nothing in order to stop the others. */

let world: Consortium;
beforeAll(async () => {
  world = await startConsortium();
});
afterAll(() => world.stop());

const padded = (head: Uint8Array, length: number): Uint8Array =>
  new Uint8Array(Buffer.concat([head, randomBytes(length - head.length)]));

/** A wrap whose header is right and that nothing opens. */
function garbageWrap(parameters: Partial<WrapHeader> & { customer: Hex; keyEpoch: number }): Uint8Array {
  const { registry, organisation } = world;
  const header: WrapHeader = {
    chainId: BigInt(registry.chainId),
    registry: registry.address,
    scope: 0,
    holder: organisation,
    wrapperEpoch: parameters.keyEpoch,
    ...parameters,
  };
  return padded(encodeWrapHeader({ header, nonce: new Uint8Array(randomBytes(24)) }), WRAP_LENGTH);
}

function garbageSecret(parameters: { recipient: Address; senderEpoch: number }): Uint8Array {
  const { registry, organisation: sender } = world;
  const place = { chainId: BigInt(registry.chainId), registry: registry.address, sender, recipientEpoch: 1 };
  return padded(encodeSealedHeader({ purpose: "organisation", ...place, ...parameters }), SEALED_SECRET_LENGTH);
}

const epochNow = async () => (await keyOf({ registry: world.registry, account: world.organisation })).epoch;

/** A journal whose process dies when a rotation has come to a step. */
function dyingAt(step: string): RotationJournal & { revive(): RotationJournal } {
  const journal = memoryRotationJournal();
  return {
    ...journal,
    revive: () => journal,
    save: async (rotation) => {
      await journal.save(rotation);
      if (rotation.step === step) throw new Error("killed");
    },
  };
}

async function expectReadable(customers: readonly Hex[], schemas: string[]): Promise<void> {
  for (const customer of customers) {
    for (const member of [world.keeper, world.other.reader]) {
      const { entries } = await readAs({ world, customer, as: member });
      expect(entries.map(([, content]) => content)).toEqual(schemas);
    }
  }
}

async function reopen(): Promise<void> {
  const { registry, organisation, keeper } = world;
  const { service, identity } = keeper;
  keeper.keyring = await openKeyring({ registry, service, organisation, identity });
}

describe("a writer who stores garbage", () => {
  it("attack: wraps for epochs to come are refused, all twenty", async () => {
    const customer = await write({ world, records: [companyProfile()] });
    const { service } = world.writer;
    const epoch = await epochNow();
    for (let ahead = 1; ahead <= 20; ahead++) {
      const wraps = [garbageWrap({ customer, keyEpoch: epoch + ahead })];
      const refused = await refusalOf(putWraps({ service, organisation: world.organisation, wraps }));
      expect(refused).toMatchObject({ code: "StaleKeyEpoch" });
    }
  });

  it("attack: in the middle of a rotation, for every customer and grantee: it ends, and everybody reads and writes on", async () => {
    const customers = [
      await write({ world, records: [companyProfile()] }),
      await write({ world, records: [companyProfile()] }),
    ];
    await share(world, { customers: "all" });
    const { organisation, other } = world;
    const journal = dyingAt("seal");
    const context = { ...rotationContext(world), journal };
    await expect(renewKey({ context, id: "garbled" })).rejects.toThrow("killed");
    const keyEpoch = await epochNow();
    for (const customer of customers) {
      const wraps = [
        garbageWrap({ customer, keyEpoch }),
        garbageWrap({ customer, keyEpoch, wrapper: "channel", holder: other.organisation }),
      ];
      await putWraps({ service: world.writer.service, organisation, wraps });
    }
    const { rotation } = await renewKey({ context: { ...context, journal: journal.revive() }, id: "garbled" });
    expect(rotation).toMatchObject({ step: "done", waiting: [] });
    // It says so.
    expect(rotation.garbled.toSorted()).toEqual(customers.toSorted());
    await reopen();
    for (const customer of customers) await write({ world, customer, records: [note("after")] });
    await expectReadable(customers, ["profile/1", "note/1"]);

    const { writer } = world;
    const removed = await removeMember({ context: rotationContext(world), id: "out", account: writer.address });
    expect(removed.rotation).toMatchObject({ step: "done", waiting: [] });
    await reopen();
    await expectReadable(customers, ["profile/1", "note/1"]);
  });

  it("attack: only a keeper may name wraps to be replaced, and not once an entry is written under them", async () => {
    const { registry, organisation, keeper, other } = world;
    const member = other.keeper;
    const place = { registry, wallet: walletAt({ rpcUrl: world.chain.rpcUrl, index: ACCOUNTS.keeper }) };
    await grantRole({ ...place, role: organisationRole("WRITER", organisation), account: member.address });
    const customer = await write({ world, records: [companyProfile()] });
    const keyEpoch = await epochNow();
    const wraps = [garbageWrap({ customer, keyEpoch })];
    const items = [{ customer, keyEpoch }];
    const [opening] = await getOpenings({ service: keeper.service, organisation, items });
    const replaces = opening?.wraps ?? [];
    expect(replaces).toHaveLength(1);
    const byWriter = putWraps({ service: member.service, organisation, wraps, replaces });
    expect(await refusalOf(byWriter)).toMatchObject({ code: "Forbidden" });
    // A keeper who is hostile knows the very wrap that is there. It stays.
    const byKeeper = putWraps({ service: keeper.service, organisation, wraps, replaces });
    expect(await refusalOf(byKeeper)).toMatchObject({ code: "WrapConflict" });
    const { entries } = await readAs({ world, customer, as: keeper });
    expect(entries.map(([, content]) => content)).toEqual(["profile/1"]);
    await revokeRole({ ...place, role: organisationRole("WRITER", organisation), account: member.address });
  });
});

describe("a keeper who fills what is others'", () => {
  it("attack: every slot of another for the next epoch, and of the history: it is removed all the same", async () => {
    const { registry, organisation, keeper, other } = world;
    const hostile = other.reader;
    const ours = walletAt({ rpcUrl: world.chain.rpcUrl, index: ACCOUNTS.organisation });
    const give = (name: "KEEPER" | "WRITER") =>
      grantRole({ registry, wallet: ours, role: organisationRole(name, organisation), account: hostile.address });
    for (const name of ["KEEPER", "WRITER"] as const) await give(name);
    const current = await epochNow();
    const fill = async (store: () => Promise<void>) => {
      for (let count = 0; ; count++) {
        const refused = await store().then(
          () => null,
          (error: { code: string }) => error.code,
        );
        if (refused === null) continue;
        expect(refused).toBe("SecretLimitReached");
        return count;
      }
    };
    const service = hostile.service;
    const filled = await fill(() =>
      putSealedOrganisationSecret({
        service,
        organisation,
        epoch: current + 1,
        member: keeper.address,
        sealed: garbageSecret({ recipient: keeper.address, senderEpoch: current + 1 }),
      }),
    );
    expect(filled).toBeGreaterThan(0);
    const header = { chainId: BigInt(registry.chainId), registry: registry.address, organisation, epoch: current };
    await fill(() => {
      const wrap = padded(encodeHistoryHeader({ header, nonce: new Uint8Array(randomBytes(24)) }), HISTORY_WRAP_LENGTH);
      return putHistory({ service, organisation, epoch: current, wrap });
    });

    // Roles are taken one by one: the first by hand, the others by the workflow, one is given up in between.
    await revokeRole({
      registry,
      wallet: ours,
      role: organisationRole("KEEPER", organisation),
      account: hostile.address,
    });
    const journal = dyingAt("epoch");
    const context = { ...rotationContext(world), journal };
    const removing = { id: "hostile keeper", account: hostile.address };
    await expect(removeMember({ context, ...removing })).rejects.toThrow("killed");
    const { rotation } = await removeMember({ context: { ...context, journal: journal.revive() }, ...removing });
    expect(rotation).toMatchObject({ step: "done", waiting: [] });
    for (const name of ["KEEPER", "WRITER"] as const) {
      const role = organisationRole(name, organisation);
      expect(await hasRole({ registry, role, account: hostile.address })).toBe(false);
    }
    expect(await epochNow()).toBe(current + 1);
    await reopen();
    expect(world.keeper.keyring.keys.has(current)).toBe(true);
  });
});

describe("a member who fills the store", () => {
  it("attack: keys of customers that are never written end at the author's quota, and the others go on", async () => {
    const small = await startWorld({ environment: { KONTOR_NEW_CUSTOMERS_QUOTA: "5" } });
    try {
      const { service } = small.writer;
      const { organisation } = small;
      const keyEpoch = 1;
      const make = () => {
        const { customer, salt } = newCustomer({ organisation });
        return createShares({ service, organisation, items: [{ customer, keyEpoch, salt }] });
      };
      for (let count = 0; count < 5; count++) await make();
      expect(await refusalOf(make().then(() => undefined))).toMatchObject({ code: "QuotaExceeded" });
      const customer = await write({ world: small, records: [companyProfile()] });
      expect((await readAs({ world: small, customer, as: small.keeper })).verdict).toBe("proven");
    } finally {
      await small.stop();
    }
  });
});
