import { bytesToHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishKey } from "#client/acts/keys.ts";
import { admitMember } from "#client/keys/admit-member.ts";
import { foundOrganisationKey } from "#client/keys/found-organisation-key.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { openOrganisationKey } from "#client/keys/open-organisation-key.ts";
import { readCustomer } from "#client/read/read-customer.ts";
import { keyOf } from "#client/registry/key-of.ts";
import { getPublishedKey } from "#client/service/keys.ts";
import { listAdmissions } from "#client/service/organisation-secrets.ts";
import { newCustomer } from "#client/write/draft.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { generateIdentityKey } from "#protocol/keys/identity-key.ts";
import { organisationPublicKeyOf } from "#protocol/keys/organisation-key.ts";
import { sealSecret } from "#protocol/keys/sealed-secret.ts";
import { altered, alteredService } from "#test/client/altered-service.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { ACCOUNTS, admitAt, contextOf, enrolAt, startWorld, type World, walletAt } from "#test/client/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const enrolNewcomer = (index: number) =>
  enrolAt({ registry: world.registry, service: world.service, rpcUrl: world.chain.rpcUrl, index });

describe("admitting a member", () => {
  it("default: a newcomer enrols, is admitted, and opens the organisation's key", async () => {
    const { registry, keeper, organisation } = world;
    const newcomer = await enrolNewcomer(ACCOUNTS.newcomer);
    const before = openKeyring({ registry, service: newcomer.service, organisation, identity: newcomer.identity });
    expect(await refusalOf(before)).toMatchObject({ code: "NotAdmitted" });
    const account = newcomer.address.toLowerCase();
    const admission = async () =>
      (await listAdmissions({ service: keeper.service, organisation, epoch: 1 })).find(
        (one) => one.account === account,
      );
    expect(await admission()).toMatchObject({ sealed: false });
    await admitAt({ registry, service: keeper.service, keyring: keeper.keyring, member: newcomer });
    await admitMember({ registry, service: keeper.service, keyring: keeper.keyring, member: newcomer.address });
    expect(await admission()).toMatchObject({ sealed: true });
    const keyring = await openKeyring({
      registry,
      service: newcomer.service,
      organisation,
      identity: newcomer.identity,
    });
    expect(keyring.current).toEqual(keeper.keyring.current);
  });

  it("error: somebody who has not enrolled cannot be admitted", async () => {
    const { registry, keeper } = world;
    const member = walletAt({ rpcUrl: world.chain.rpcUrl, index: 12 }).account.address;
    const admitted = admitMember({ registry, service: keeper.service, keyring: keeper.keyring, member });
    expect(await refusalOf(admitted)).toMatchObject({ code: "NotEnrolled" });
  });

  it("error: a writer who is no KEEPER cannot admit", async () => {
    const { registry, writer, keeper } = world;
    const admission = { registry, service: writer.service, keyring: writer.keyring, member: keeper };
    expect(await refusalOf(admitAt(admission))).toMatchObject({ code: "Forbidden" });
  });

  it("attack: a service that puts its own key in a member's place gets nothing sealed to it", async () => {
    const { registry, keeper, writer } = world;
    const intruder = await generateIdentityKey();
    let stored = 0;
    const lying = alteredService({
      service: keeper.service,
      alter: ({ path, method, response }) => {
        if (method === "PUT") stored++;
        if (!path.startsWith("/api/keys/")) return null;
        return altered(response, (body: { key: string }) => {
          body.key = encodeBase64(intruder.publicKey);
        });
      },
    });
    const admitted = admitMember({ registry, service: lying, keyring: keeper.keyring, member: writer.address });
    expect(await refusalOf(admitted)).toMatchObject({ code: "KeyHashMismatch", retryable: false });
    expect(stored).toBe(0);
  });

  it("attack: the same, where the service also lies about the key's hash and epoch", async () => {
    const { registry, keeper, writer } = world;
    const { epoch, keyHash } = await keyOf({ registry, account: writer.address });
    const intruder = await generateIdentityKey();
    const lying = alteredService({
      service: keeper.service,
      alter: ({ path, response }) =>
        path.startsWith("/api/keys/")
          ? altered(response, (body: { key: string; keyHash: string; epoch: number }) => {
              body.key = encodeBase64(intruder.publicKey);
              body.keyHash = `0x${"11".repeat(32)}`;
              body.epoch = 7;
            })
          : null,
    });
    const key = getPublishedKey({ service: lying, account: writer.address, epoch, keyHash: keyHash ?? "0x" });
    expect(await refusalOf(key)).toMatchObject({ code: "KeyHashMismatch" });
  });
});

describe("opening the organisation's secret", () => {
  it("attack: a secret that the organisation's published key does not come from is passed over", async () => {
    const { registry, organisation, writer } = world;
    const { identity } = writer;
    const forged = await sealSecret({
      header: {
        chainId: BigInt(registry.chainId),
        registry: registry.address,
        sender: organisation,
        senderEpoch: 1,
        recipient: writer.address,
        recipientEpoch: identity.epoch,
      },
      secret: new Uint8Array(32).fill(9),
      recipientKey: await getPublishedKey({
        service: world.service,
        account: writer.address,
        epoch: identity.epoch,
        keyHash: identity.keyHash,
      }),
    });
    const serving = (change: (items: string[]) => string[]) =>
      alteredService({
        service: writer.service,
        alter: ({ path, response }) =>
          path.includes("/secrets/")
            ? altered(response, (body: { items: string[] }) => {
                body.items = change(body.items);
              })
            : null,
      });
    const open = (service: typeof world.service) =>
      openOrganisationKey({ registry, service, organisation, epoch: 1, identity });
    const forgedFirst = await open(serving((items) => [encodeBase64(forged), "AAAA", ...items]));
    expect(forgedFirst).toEqual(writer.keyring.current);
    expect(await refusalOf(open(serving(() => [encodeBase64(forged)])))).toMatchObject({ code: "NotAdmitted" });
    expect(await refusalOf(open(serving(() => [])))).toMatchObject({ code: "NotAdmitted" });
  });

  it("error: an epoch that the organisation never published is refused", async () => {
    const { registry, organisation, keeper } = world;
    const open = openOrganisationKey({ ...keeper, registry, organisation, epoch: 9 });
    expect(await refusalOf(open)).toMatchObject({ code: "KeyNotFound" });
  });
});

describe("a new key epoch", () => {
  it("behavior: what was written stays readable, what is open is too old to write, and a new keyring writes", async () => {
    const { registry, organisation, keeper } = world;
    const { customer, salt } = newCustomer({ organisation });
    const old = contextOf({ world });
    const first = await prepareWrite({
      context: old,
      id: "old",
      drafts: [{ customer, salt, record: companyProfile() }],
    });
    await runWrite({ context: old, write: first, pollInterval: 20 });
    const prepared = await prepareWrite({
      context: old,
      id: "overtaken",
      drafts: [{ customer, record: note("old key") }],
    });

    await foundOrganisationKey({ registry, service: keeper.service, wallet: keeper.wallet, organisation });
    const keyring = await openKeyring({ ...keeper, registry, organisation });
    expect([...keyring.keys.keys()].sort()).toEqual([1, 2]);
    const late = prepareWrite({ context: old, id: "late", drafts: [{ customer, record: note("late") }] });
    expect(await refusalOf(late)).toMatchObject({ code: "StaleKeyEpoch" });
    const overtaken = await runWrite({ context: old, write: prepared, pollInterval: 20 });
    expect(overtaken.state).toMatchObject({ step: "reverted", code: "StaleKeyEpoch", remedy: "rebase" });

    const context = contextOf({ world, member: { ...keeper, keyring } });
    const write = await prepareWrite({ context, id: "new", drafts: [{ customer, record: note("new key") }] });
    expect((await runWrite({ context, write, pollInterval: 20 })).state.step).toBe("confirmed");
    const read = await readCustomer({ registry, service: keeper.service, keyring, customer, confirmations: 1 });
    expect(read.entries.map(({ record, entry }) => [record?.schema, entry?.body.keyEpoch])).toEqual([
      ["profile/1", 1],
      ["note/1", 2],
    ]);
  });

  it("behavior: a founding that stopped before the key was published stands in nobody's way", async () => {
    const { registry, organisation, keeper } = world;
    const { epoch } = await keyOf({ registry, account: organisation });
    const refusing = {
      ...keeper.wallet,
      sendTransaction: () => Promise.reject(Object.assign(new Error("rejected"), { code: 4001 })),
    } as typeof keeper.wallet;
    const stopped = foundOrganisationKey({ registry, service: keeper.service, wallet: refusing, organisation });
    expect(await refusalOf(stopped)).toMatchObject({ code: "WalletRejected" });
    expect((await keyOf({ registry, account: organisation })).epoch).toBe(epoch);
    const founded = await foundOrganisationKey({
      registry,
      service: keeper.service,
      wallet: keeper.wallet,
      organisation,
    });
    expect(founded.epoch).toBe(epoch + 1);
    expect((await openKeyring({ ...keeper, registry, organisation })).current.secret).toEqual(founded.secret);
  });

  it("error: a founding that another one overtook says so", async () => {
    const { registry, organisation, keeper } = world;
    const secret = new Uint8Array(32).fill(3);
    const overtaken = {
      ...keeper.wallet,
      sendTransaction: async (request: Parameters<typeof keeper.wallet.sendTransaction>[0]) => {
        const key = bytesToHex(await organisationPublicKeyOf(secret));
        await publishKey({ registry, wallet: keeper.wallet, account: organisation, suite: 1, key });
        return keeper.wallet.sendTransaction(request);
      },
    } as typeof keeper.wallet;
    const founding = foundOrganisationKey({ registry, service: keeper.service, wallet: overtaken, organisation });
    expect(await refusalOf(founding)).toMatchObject({ code: "KeyHashMismatch" });
  });

  it("args: the organisation's own account cannot hold its secret", async () => {
    const { registry, organisation, keeper } = world;
    const parameters = { registry, service: keeper.service, wallet: keeper.wallet, organisation };
    for (const holders of [[], [organisation]]) {
      expect(await refusalOf(foundOrganisationKey({ ...parameters, holders }))).toMatchObject({
        code: "InvalidArgument",
      });
    }
  });
});
