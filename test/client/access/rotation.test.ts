import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Rotation, RotationJournal } from "#client/access/rotation.ts";
import { removeMember, renewKey } from "#client/access/rotations.ts";
import { startRotation } from "#client/access/start-rotation.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { hasRole } from "#client/registry/has-role.ts";
import { keyOf } from "#client/registry/key-of.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import {
  answerAll,
  type Consortium,
  readAs,
  rotationContext,
  share,
  startConsortium,
  write,
} from "#test/client/consortium.ts";
import { memoryKnownKeys } from "#test/client/memory-known-keys.ts";
import { memoryRotationJournal } from "#test/client/memory-rotation-journal.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { contextOf } from "#test/client/world.ts";

let world: Consortium;
beforeAll(async () => {
  world = await startConsortium();
});
afterAll(() => world.stop());

/** A journal whose process dies right after it has saved a state for the n-th time. */
function dyingJournal(parameters: {
  journal: RotationJournal;
  after: number;
  steps: Rotation["step"][];
}): RotationJournal {
  const { journal, after, steps } = parameters;
  let saved = 0;
  return {
    ...journal,
    save: async (rotation) => {
      await journal.save(rotation);
      steps.push(rotation.step);
      saved++;
      if (saved === after) throw new Error("killed");
    },
  };
}

describe("a rotation", () => {
  it("behavior: killed after every step it goes on, and everybody reads on", async () => {
    const customers = [
      await write({ world, records: [companyProfile()] }),
      await write({ world, records: [companyProfile()] }),
    ];
    await share(world, { customers: "all" });
    const { registry, organisation } = world;
    const before = (await keyOf({ registry, account: organisation })).epoch;
    const journal = memoryRotationJournal();
    const steps: Rotation["step"][] = [];
    // Once for each state that is saved: revoke, epoch, seal, wrap, a batch, done.
    for (let lives = 1; ; lives++) {
      const context = { ...rotationContext(world), journal: dyingJournal({ journal, after: 1, steps }) };
      const killed = await renewKey({ context, id: "k" }).then(
        () => null,
        (error: Error) => error.message,
      );
      if (killed === null) break;
      expect(killed).toBe("killed");
      expect(lives).toBeLessThan(20);
    }
    expect(steps).toEqual(["revoke", "epoch", "seal", "wrap", "wrap", "done"]);
    expect((await keyOf({ registry, account: organisation })).epoch).toBe(before + 1);
    const { service, identity } = world.keeper;
    world.keeper.keyring = await openKeyring({ registry, service, organisation, identity });
    for (const customer of customers) {
      await write({ world, customer, records: [note("after")] });
      const read = await readAs({ world, customer, as: world.other.reader });
      expect(read.entries.map(([, content]) => content)).toEqual(["profile/1", "note/1"]);
    }
  });

  it("behavior: another rotation under the same id, and one of another organisation, are refused", async () => {
    const context = rotationContext(world);
    await startRotation({ context, id: "x", cause: { type: "renewal" } });
    const other = startRotation({ context, id: "x", cause: { type: "member", account: world.writer.address } });
    expect(await refusalOf(other)).toMatchObject({ code: "WorkflowMismatch" });
    const self = startRotation({ context, id: "y", cause: { type: "member", account: world.organisation } });
    expect(await refusalOf(self)).toMatchObject({ code: "InvalidArgument" });
  });

  it("behavior: a member whose key has changed waits for the person's consent, and the rest goes on", async () => {
    const { registry, writer, organisation } = world;
    const knownKeys = memoryKnownKeys();
    await knownKeys.save({ account: writer.address, epoch: 1, keyHash: `0x${"11".repeat(32)}` });
    const context = { ...rotationContext(world), knownKeys };
    const { rotation } = await renewKey({ context, id: "changed" });
    const account = writer.address.toLowerCase();
    expect(rotation.waiting).toEqual([{ account, as: "member", code: "KeyChanged" }]);
    const opening = { registry, service: writer.service, organisation, identity: writer.identity };
    expect(await refusalOf(openKeyring(opening))).toMatchObject({ code: "NotAdmitted" });
    const acceptedKeys = [writer.identity.keyHash];
    const again = await renewKey({ context: { ...context, acceptedKeys }, id: "changed" });
    expect(again.rotation.waiting).toEqual([]);
    expect(again.keyring.current.epoch).toBe((await openKeyring(opening)).current.epoch);
    world.keeper.keyring = again.keyring;
  });
});

describe("removeMember", () => {
  it("default: takes every role, and the registry refuses what the old key wrote", async () => {
    const { registry, writer, organisation } = world;
    const customer = await write({ world, records: [companyProfile()] });
    const { service, identity } = writer;
    const keyring = await openKeyring({ registry, service, organisation, identity });
    const old = { ...contextOf({ world, member: { ...world.keeper, keyring } }) };
    const { rotation } = await removeMember({ context: rotationContext(world), id: "w", account: writer.address });
    expect(rotation).toMatchObject({ step: "done", waiting: [] });
    for (const name of ["WRITER", "READER"] as const) {
      const role = organisationRole(name, organisation);
      expect(await hasRole({ registry, role, account: writer.address })).toBe(false);
    }
    const late = prepareWrite({ context: old, id: "late", drafts: [{ customer, record: note("late") }] });
    expect(await refusalOf(late)).toMatchObject({ code: "StaleKeyEpoch" });
    await answerAll(world);
  });
});
