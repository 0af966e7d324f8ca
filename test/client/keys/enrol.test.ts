import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIdentity } from "#client/keys/create-identity.ts";
import { enrol } from "#client/keys/enrol.ts";
import { enrolmentOf } from "#client/keys/enrolment-of.ts";
import { finishEnrolment } from "#client/keys/finish-enrolment.ts";
import { setPassphrase } from "#client/keys/set-passphrase.ts";
import { unlockIdentity } from "#client/keys/unlock-identity.ts";
import { keyOf } from "#client/registry/key-of.ts";
import type { Wallet } from "#client/registry/registry.ts";
import { getSealedIdentity } from "#client/service/identity.ts";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { MIN_COST } from "#protocol/keys/passphrase-key.ts";
import { altered, alteredService } from "#test/client/altered-service.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { PASSPHRASE, signInAt, startWorld, type World } from "#test/client/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Development accounts that nobody else uses, one for each test. */
let next = 10;

async function newcomer() {
  const { registry, service, chain } = world;
  return { registry, ...(await signInAt({ registry, service, rpcUrl: chain.rpcUrl, index: next++ })) };
}

const create = (parameters: { registry: World["registry"]; address: Hex; passphrase?: string }) =>
  createIdentity({
    registry: parameters.registry,
    account: parameters.address,
    passphrase: parameters.passphrase ?? PASSPHRASE,
    cost: MIN_COST,
  });

/** A wallet whose owner closes the window instead of signing. */
const refusing = (wallet: Wallet) =>
  ({
    ...wallet,
    sendTransaction: () => Promise.reject(Object.assign(new Error("rejected"), { code: 4001 })),
  }) as Wallet;

describe("enrolling", () => {
  it("default: stores the sealed identity, publishes its key, and both locks open it again", async () => {
    const { registry, service, wallet, address } = await newcomer();
    expect(await enrolmentOf({ registry, service, account: address })).toBe("none");
    const created = await create({ registry, address });
    const identity = await enrol({ registry, service, wallet, identity: created });
    expect(await enrolmentOf({ registry, service, account: address })).toBe("enrolled");
    expect(await keyOf({ registry, account: address })).toMatchObject({ epoch: 1, suite: 1, keyHash: created.keyHash });
    const byPassphrase = await unlockIdentity({
      registry,
      service,
      account: address,
      unlock: { type: "passphrase", passphrase: PASSPHRASE },
    });
    const byWords = await unlockIdentity({
      registry,
      service,
      account: address,
      unlock: { type: "recovery", words: created.words },
    });
    expect(byPassphrase).toEqual(identity);
    expect(byWords).toEqual(identity);
    expect(created.words.split(" ")).toHaveLength(24);
  });

  it("behavior: stopped before the key is published, it is finished with the passphrase alone", async () => {
    const { registry, service, wallet, address } = await newcomer();
    const created = await create({ registry, address });
    const stopped = enrol({ registry, service, wallet: refusing(wallet), identity: created });
    expect(await refusalOf(stopped)).toMatchObject({ code: "WalletRejected" });
    expect(await enrolmentOf({ registry, service, account: address })).toBe("stored");
    const unlock = { type: "passphrase", passphrase: PASSPHRASE } as const;
    const identity = await finishEnrolment({ registry, service, wallet, unlock });
    expect(identity).toMatchObject({ epoch: 1, keyHash: created.keyHash });
    expect(await finishEnrolment({ registry, service, wallet, unlock })).toEqual(identity);
    expect((await keyOf({ registry, account: address })).epoch).toBe(1);
  });

  it("behavior: called again with the same identity it does nothing twice", async () => {
    const { registry, service, wallet, address } = await newcomer();
    const identity = await create({ registry, address });
    const first = await enrol({ registry, service, wallet, identity });
    expect(await enrol({ registry, service, wallet, identity })).toEqual(first);
    expect((await keyOf({ registry, account: address })).epoch).toBe(1);
  });

  it("behavior: an identity that was stored and never published makes way for a new one", async () => {
    const { registry, service, wallet, address } = await newcomer();
    const forgotten = await create({ registry, address, passphrase: "forgotten" });
    await refusalOf(enrol({ registry, service, wallet: refusing(wallet), identity: forgotten }));
    const identity = await create({ registry, address });
    await enrol({ registry, service, wallet, identity });
    expect(await keyOf({ registry, account: address })).toMatchObject({ epoch: 1, keyHash: identity.keyHash });
  });

  it("error: another identity of an enrolled account is refused, unless the old one is given up", async () => {
    const { registry, service, wallet, address } = await newcomer();
    await enrol({ registry, service, wallet, identity: await create({ registry, address }) });
    const other = await create({ registry, address });
    expect(await refusalOf(enrol({ registry, service, wallet, identity: other }))).toMatchObject({
      code: "AlreadyEnrolled",
    });
    const replaced = await enrol({ registry, service, wallet, identity: other, replace: true });
    expect(replaced).toMatchObject({ epoch: 2, keyHash: other.keyHash });
    const unlock = { type: "recovery", words: other.words } as const;
    expect(await unlockIdentity({ registry, service, account: address, unlock })).toEqual(replaced);
  });

  it("error: two pages that enrol one account at once do not overwrite each other", async () => {
    const { registry, service, wallet, address } = await newcomer();
    const identities = await Promise.all([create({ registry, address }), create({ registry, address })]);
    const ends = await Promise.allSettled(
      identities.map((identity) => enrol({ registry, service, wallet: refusing(wallet), identity })),
    );
    const codes = ends.map((end) => (end.status === "rejected" ? end.reason.code : "fulfilled")).sort();
    expect(codes).toEqual(["PreconditionFailed", "WalletRejected"]);
  });

  it("args: an identity of another account, and an empty passphrase, are refused", async () => {
    const { registry, service, wallet, address } = await newcomer();
    const identity = await create({ registry, address: world.keeper.address });
    expect(await refusalOf(enrol({ registry, service, wallet, identity }))).toMatchObject({ code: "InvalidArgument" });
    expect(await refusalOf(create({ registry, address, passphrase: "" }))).toMatchObject({ code: "InvalidPassphrase" });
  });
});

describe("unlocking", () => {
  it("error: a wrong passphrase, wrong words and an account that never enrolled are told apart", async () => {
    const { registry, keeper } = world;
    const unlock = (secret: Parameters<typeof unlockIdentity>[0]["unlock"]) =>
      refusalOf(unlockIdentity({ registry, service: keeper.service, account: keeper.address, unlock: secret }));
    expect(await unlock({ type: "passphrase", passphrase: "wrong" })).toMatchObject({ code: "LockNotOpened" });
    expect(await unlock({ type: "recovery", words: "abandon ability" })).toMatchObject({
      code: "InvalidRecoveryWords",
    });
    const { address, service } = await newcomer();
    const never = unlockIdentity({
      registry,
      service,
      account: address,
      unlock: { type: "passphrase", passphrase: "x" },
    });
    expect(await refusalOf(never)).toMatchObject({ code: "NotEnrolled" });
  });

  it("default: a new passphrase opens, the old one does not, the words still do", async () => {
    const { registry, service, wallet, address } = await newcomer();
    const created = await create({ registry, address });
    const identity = await enrol({ registry, service, wallet, identity: created });
    const old = { type: "passphrase", passphrase: PASSPHRASE } as const;
    const words = { type: "recovery", words: created.words } as const;
    await setPassphrase({ registry, service, account: address, unlock: words, passphrase: "new", cost: MIN_COST });
    const open = (unlock: Parameters<typeof unlockIdentity>[0]["unlock"]) =>
      unlockIdentity({ registry, service, account: address, unlock });
    expect(await open({ type: "passphrase", passphrase: "new" })).toEqual(identity);
    expect(await open(words)).toEqual(identity);
    expect(await refusalOf(open(old))).toMatchObject({ code: "LockNotOpened" });
  });

  it("attack: a service that serves another identity than the published one is refused", async () => {
    const { registry, service, wallet, address } = await newcomer();
    await enrol({ registry, service, wallet, identity: await create({ registry, address }) });
    const foreign = await create({ registry, address });
    const lying = alteredService({
      service,
      alter: ({ path, response }) =>
        path === "/api/identity"
          ? altered(response, (body: { identity: string }) => {
              body.identity = encodeBase64(foreign.sealed);
            })
          : null,
    });
    expect(await getSealedIdentity({ service: lying })).toMatchObject({ sealed: foreign.sealed });
    const unlock = { type: "passphrase", passphrase: PASSPHRASE } as const;
    const opened = unlockIdentity({ registry, service: lying, account: address, unlock });
    expect(await refusalOf(opened)).toMatchObject({ code: "ContextMismatch" });
    expect(await enrolmentOf({ registry, service: lying, account: address })).toBe("lost");
  });
});
