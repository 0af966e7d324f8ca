import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renewKey } from "#client/access/rotations.ts";
import { shareWithSubject } from "#client/access/share-with-subject.ts";
import { eraseCustomer } from "#client/acts/erasure.ts";
import { acceptSubject, countersign, nameSubject, requestErasure } from "#client/acts/subjects.ts";
import { checkErasure } from "#client/read/check-erasure.ts";
import { getAccess } from "#client/service/access.ts";
import { memoryJournal } from "#client/write/memory-journal.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import {
  answerAll,
  type Consortium,
  readAs,
  rotationContext,
  settle,
  startConsortium,
  write,
} from "#test/client/consortium.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { contextOf } from "#test/client/world.ts";

let world: Consortium;
let customer: Hex;
beforeAll(async () => {
  world = await startConsortium();
  customer = await write({ world, records: [companyProfile()] });
});
afterAll(() => world.stop());

const consent = (change: object = {}) => ({
  schema: "consent/1",
  labels: { classification: "confidential", region: "EU" },
  purpose: "Newsletter",
  wording: "You may write to me once a month.",
  given: "2026-01-01T10:00:00Z",
  ...change,
});

const subjectContext = () => {
  const { registry, subject } = world;
  const { service, wallet, identity } = subject;
  return { registry, service, wallet, identity, journal: memoryJournal(), confirmations: 1 };
};

async function consentTo(record: unknown) {
  const context = subjectContext();
  const prepared = await prepareWrite({ context, id: "c", drafts: [{ customer, record }] });
  const written = await runWrite({ context, write: prepared, pollInterval: 20 });
  await settle(world);
  return written;
}

// In order: one customer's life.
describe("a customer's own wallet", () => {
  it("error: whoever is not the subject cannot consent", async () => {
    const refused = prepareWrite({ context: subjectContext(), id: "c", drafts: [{ customer, record: consent() }] });
    expect(await refusalOf(refused)).toMatchObject({ code: "NotSubject" });
  });

  it("default: named, accepted and given the keys, it reads its own chain", async () => {
    const { registry, keeper, subject } = world;
    await nameSubject({ registry, service: keeper.service, wallet: keeper.wallet, customer, subject: subject.address });
    await acceptSubject({ registry, wallet: subject.wallet, customer });
    await settle(world);
    const sharing = { registry, service: keeper.service, keyring: keeper.keyring, customer };
    expect(await refusalOf(shareWithSubject(sharing))).toMatchObject({ code: "PossessionNotProven" });
    await answerAll(world);
    await shareWithSubject(sharing);
    expect(await readAs({ world, customer, as: subject })).toEqual({
      verdict: "proven",
      entries: [["proven", "profile/1"]],
    });
  });

  it("default: it consents and withdraws in its own name, and the steward reads both", async () => {
    expect(await consentTo(consent())).toMatchObject({ state: { step: "confirmed" } });
    await consentTo(consent({ withdrawn: "2026-02-01T10:00:00Z" }));
    for (const as of [world.keeper, world.subject]) {
      const { entries } = await readAs({ world, customer, as });
      expect(entries.map(([, content]) => content)).toEqual(["profile/1", "consent/1", "consent/1"]);
    }
  });

  it("behavior: after the steward's new key epoch it reads and consents on", async () => {
    const { rotation, keyring } = await renewKey({ context: rotationContext(world), id: "r" });
    expect(rotation.waiting).toEqual([]);
    world.keeper.keyring = keyring;
    expect(await consentTo(consent({ purpose: "Offers" }))).toMatchObject({ state: { step: "confirmed" } });
    const { entries } = await readAs({ world, customer, as: world.keeper });
    expect(entries.at(-1)).toEqual(["proven", "consent/1"]);
  });

  it("default: it countersigns and asks for erasure, and everybody sees it", async () => {
    const { registry, service, subject } = world;
    const before = await getAccess({ service, customer });
    expect(before?.subject).toBe(subject.address.toLowerCase());
    await countersign({
      registry,
      wallet: subject.wallet,
      customer,
      head: (await world.client.getBlock()).hash ?? "0x",
    });
    await requestErasure({ registry, wallet: subject.wallet, customer });
    await settle(world);
    expect((await getAccess({ service, customer }))?.erasureRequests).toMatchObject([
      { subject: subject.address.toLowerCase() },
    ]);
  });
});

describe("eraseCustomer", () => {
  it("default: the chain ends, the service forgets, and the receipt holds", async () => {
    const { registry, service, keeper, subject } = world;
    expect(await checkErasure({ registry, service, customer })).toMatchObject({ erased: false, holds: false });
    await eraseCustomer({ registry, service: keeper.service, wallet: keeper.wallet, customer });
    await settle(world);
    await expect
      .poll(async () => (await checkErasure({ registry, service, customer })).holds, { timeout: 20_000 })
      .toBe(true);
    const report = await checkErasure({ registry, service, customer });
    expect(report).toMatchObject({ erased: true, contradictions: [], served: [] });
    expect(report.receipt).toMatchObject({ state: "destroyed" });
    expect(report.receipt?.sharesDestroyed).toBeGreaterThan(0);
    for (const as of [keeper, subject]) {
      const read = await readAs({ world, customer, as });
      expect(read.verdict).toBe("erased");
      expect(new Set(read.entries.map(([verdict]) => verdict))).toEqual(new Set(["erased"]));
    }
  });

  it("error: nothing follows, and nothing is erased twice", async () => {
    const { registry, keeper } = world;
    const late = prepareWrite({ context: contextOf({ world }), id: "l", drafts: [{ customer, record: note("x") }] });
    expect(await refusalOf(late)).toMatchObject({ code: "CustomerErased" });
    const again = eraseCustomer({ registry, service: keeper.service, wallet: keeper.wallet, customer });
    expect(await refusalOf(again)).toMatchObject({ code: "CustomerErased" });
  });
});
