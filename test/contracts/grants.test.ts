import { expect } from "chai";
import { describe, it } from "mocha";
import { contentOf, randomHash, ZERO_HASH } from "./support/entries.ts";
import {
  by,
  COUNCIL,
  deployed,
  grantRoleOf,
  NO_END,
  networkHelpers,
  now,
  planEntry,
  type Registry,
  roleOf,
  write,
} from "./support/fixture.ts";

const { loadFixture, time } = networkHelpers;
const NOBODY = `0x${"ff".repeat(32)}`;
const ALL = ZERO_HASH;
const ALL_KINDS = 0;
const PROFILE = 1;
const CONSENT = 4;
const TRANSFER = 7;

type Account = { address: string };

/** Whether Acme's grants let the grantee read each kind of a customer, and all kinds. */
async function scopesOf(parameters: { registry: Registry; acme: Account; customer: string; grantee: Account }) {
  const { registry, acme, customer, grantee } = parameters;
  const held: number[] = [];
  for (let scope = 0; scope <= 7; scope += 1) {
    if (await registry.hasGrant(acme.address, customer, grantee.address, scope)) held.push(scope);
  }
  return held;
}

describe("grants", () => {
  it("default: a steward lets another organisation read one customer, and takes it back", async () => {
    const { registry, acme, acmeKeeper, bolt } = await loadFixture(deployed);
    const customer = randomHash();
    const role = grantRoleOf({ steward: acme, customer, scope: ALL_KINDS });
    expect(await registry.hasGrant(acme.address, customer, bolt.address, PROFILE)).to.equal(false);
    await expect(by(registry, acmeKeeper).grant(acme.address, [customer], bolt.address, ALL_KINDS, NO_END))
      .to.emit(registry, "Granted")
      .withArgs(customer, acme.address, bolt.address, ALL_KINDS, NO_END)
      .and.to.emit(registry, "RoleGranted")
      .withArgs(role, bolt.address, acmeKeeper.address)
      .and.not.to.emit(registry, "RoleEndSet");
    expect(await registry.hasGrant(acme.address, customer, bolt.address, PROFILE)).to.equal(true);
    expect(await registry.hasRole(role, bolt.address)).to.equal(true);

    await expect(by(registry, acmeKeeper).revoke(acme.address, [customer], bolt.address, ALL_KINDS))
      .to.emit(registry, "GrantRevoked")
      .withArgs(customer, acme.address, bolt.address, ALL_KINDS)
      .and.to.emit(registry, "RoleRevoked")
      .withArgs(role, bolt.address, acmeKeeper.address);
    expect(await registry.hasGrant(acme.address, customer, bolt.address, PROFILE)).to.equal(false);
    expect(await registry.roleEnd(role, bolt.address)).to.equal(0n);
  });

  it("args: a grant covers its customer or all, and its kind or all, and nothing else", async () => {
    const { registry, acme, bolt } = await loadFixture(deployed);
    const everyScope = [0, 1, 2, 3, 4, 5, 6, 7];
    for (const [grantedCustomer, scope, ofIt, ofAnother] of [
      [randomHash(), ALL_KINDS, everyScope, []],
      [randomHash(), CONSENT, [CONSENT], []],
      [ALL, ALL_KINDS, everyScope, everyScope],
      [ALL, CONSENT, [CONSENT], [CONSENT]],
    ] as const) {
      const customer = grantedCustomer === ALL ? randomHash() : grantedCustomer;
      await by(registry, acme).grant(acme.address, [grantedCustomer], bolt.address, scope, NO_END);
      expect(await scopesOf({ registry, acme, customer, grantee: bolt })).to.deep.equal(ofIt);
      expect(await scopesOf({ registry, acme, customer: randomHash(), grantee: bolt })).to.deep.equal(ofAnother);
      await by(registry, acme).revoke(acme.address, [grantedCustomer], bolt.address, scope);
      expect(await scopesOf({ registry, acme, customer, grantee: bolt })).to.deep.equal([]);
    }
  });

  it("args: many customers at once, in order, all or none", async () => {
    const { registry, acme, stranger } = await loadFixture(deployed);
    const customers = Array.from({ length: 20 }, randomHash);
    const granting = await by(registry, acme).grant(acme.address, customers, stranger.address, 6, NO_END);
    const events = await registry.queryFilter("Granted", granting.blockNumber ?? undefined);
    expect(events.map((event) => event.topics[1])).to.deep.equal(customers);
    const revoking = await by(registry, acme).revoke(acme.address, customers, stranger.address, 6);
    const revocations = await registry.queryFilter("GrantRevoked", revoking.blockNumber ?? undefined);
    expect(revocations.map((event) => event.topics[1])).to.deep.equal(customers);
  });

  it("args: no customers, no grant", async () => {
    const { registry, acme, bolt } = await loadFixture(deployed);
    await expect(by(registry, acme).grant(acme.address, [], bolt.address, ALL_KINDS, NO_END)).not.to.emit(
      registry,
      "Granted",
    );
    expect(await scopesOf({ registry, acme, customer: ALL, grantee: bolt })).to.deep.equal([]);
  });

  it("behavior: a grant is held until its end, and not from it on", async () => {
    const { registry, acme, stranger } = await loadFixture(deployed);
    const customer = randomHash();
    const role = grantRoleOf({ steward: acme, customer, scope: PROFILE });
    const end = (await now()) + 1000n;
    await expect(by(registry, acme).grant(acme.address, [customer], stranger.address, PROFILE, end))
      .to.emit(registry, "Granted")
      .withArgs(customer, acme.address, stranger.address, PROFILE, end)
      .and.to.emit(registry, "RoleGranted")
      .withArgs(role, stranger.address, acme.address)
      .and.to.emit(registry, "RoleEndSet")
      .withArgs(role, stranger.address, end);
    await time.increaseTo(end - 1n);
    expect(await registry.hasGrant(acme.address, customer, stranger.address, PROFILE)).to.equal(true);
    await time.increaseTo(end);
    expect(await registry.hasGrant(acme.address, customer, stranger.address, PROFILE)).to.equal(false);
    // Nothing is left to revoke; the end stays readable.
    await expect(by(registry, acme).revoke(acme.address, [customer], stranger.address, PROFILE)).not.to.emit(
      registry,
      "GrantRevoked",
    );
    expect(await registry.roleEnd(role, stranger.address)).to.equal(end);
  });

  it("behavior: granting again moves the end, either way", async () => {
    const { registry, acme, stranger } = await loadFixture(deployed);
    const customer = randomHash();
    const role = grantRoleOf({ steward: acme, customer, scope: PROFILE });
    const start = await now();
    await by(registry, acme).grant(acme.address, [customer], stranger.address, PROFILE, NO_END);
    for (const end of [start + 1000n, start + 9000n, start + 500n]) {
      await expect(by(registry, acme).grant(acme.address, [customer], stranger.address, PROFILE, end))
        .to.emit(registry, "Granted")
        .withArgs(customer, acme.address, stranger.address, PROFILE, end)
        .and.to.emit(registry, "RoleEndSet")
        .withArgs(role, stranger.address, end)
        .and.not.to.emit(registry, "RoleGranted");
    }
    await time.increaseTo(start + 500n);
    expect(await registry.hasGrant(acme.address, customer, stranger.address, PROFILE)).to.equal(false);
  });

  it("behavior: revoking takes exactly one customer and scope; wider grants beside it stay", async () => {
    const { registry, acme, bolt } = await loadFixture(deployed);
    const customer = randomHash();
    const revoke = (revoked: string, scope: number) =>
      by(registry, acme).revoke(acme.address, [revoked], bolt.address, scope);
    for (const [granted, scope] of [
      [customer, CONSENT],
      [customer, ALL_KINDS],
      [ALL, CONSENT],
      [ALL, ALL_KINDS],
    ] as const) {
      await by(registry, acme).grant(acme.address, [granted], bolt.address, scope, NO_END);
    }
    await revoke(customer, CONSENT);
    await revoke(ALL, ALL_KINDS);
    await revoke(customer, ALL_KINDS);
    expect(await scopesOf({ registry, acme, customer, grantee: bolt })).to.deep.equal([CONSENT]);
    await revoke(ALL, CONSENT);
    expect(await scopesOf({ registry, acme, customer, grantee: bolt })).to.deep.equal([]);
  });

  it("behavior: revoking what is not held is passed over, and the rest is revoked", async () => {
    const { registry, acme, bolt } = await loadFixture(deployed);
    const [held, unheld] = [randomHash(), randomHash()];
    await by(registry, acme).grant(acme.address, [held], bolt.address, PROFILE, NO_END);
    const { blockNumber } = await by(registry, acme).revoke(acme.address, [unheld, held], bolt.address, PROFILE);
    const revocations = await registry.queryFilter("GrantRevoked", blockNumber ?? undefined);
    expect(revocations.map((event) => event.topics[1])).to.deep.equal([held]);
  });

  it("behavior: who holds a grant can drop it, and nobody else can", async () => {
    const { registry, acme, bolt, stranger } = await loadFixture(deployed);
    const customer = randomHash();
    const role = grantRoleOf({ steward: acme, customer, scope: ALL_KINDS });
    await by(registry, acme).grant(acme.address, [customer], bolt.address, ALL_KINDS, NO_END);
    await expect(by(registry, stranger).renounceRole(role, bolt.address)).to.be.revertedWithCustomError(
      registry,
      "AccessControlBadConfirmation",
    );
    await expect(by(registry, bolt).renounceRole(role, bolt.address))
      .to.emit(registry, "RoleRevoked")
      .withArgs(role, bolt.address, bolt.address)
      .and.not.to.emit(registry, "GrantRevoked");
    expect(await registry.hasGrant(acme.address, customer, bolt.address, PROFILE)).to.equal(false);
  });

  it("behavior: a grant lets nobody write", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const { next, entry } = await write({ registry, steward: acme, author: acmeWriter });
    for (const customer of [ALL, entry.header.customer]) {
      await by(registry, acme).grant(acme.address, [customer], stranger.address, ALL_KINDS, NO_END);
    }
    for (const kind of [1, 2, 3, 4, 5, 6]) {
      await expect(by(registry, stranger).append(next, contentOf({ kind })))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(stranger.address, roleOf("WRITER", acme));
    }
  });

  it("behavior: a transfer voids the former steward's grants; back with it, those count that it did not revoke", async () => {
    const { registry, acme, acmeWriter, bolt, boltWriter, stranger } = await loadFixture(deployed);
    const first = await write({ registry, steward: acme, author: acmeWriter });
    const { customer } = first.entry.header;
    await by(registry, acme).grant(acme.address, [customer, ALL], stranger.address, ALL_KINDS, NO_END);
    await by(registry, acme).offerTransfer(first.next, bolt.address);
    const away = planEntry({ steward: bolt, author: boltWriter, after: first.entry, content: { kind: TRANSFER } });
    await by(registry, boltWriter).acceptTransfer(away.predecessor, away.content, bolt.address);
    // Whoever decides asks for the present steward's grants.
    expect(await scopesOf({ registry, acme: bolt, customer, grantee: stranger })).to.deep.equal([]);
    // The former steward's own can still be taken back.
    await by(registry, acme).revoke(acme.address, [ALL], stranger.address, ALL_KINDS);

    await by(registry, bolt).offerTransfer(away.next, acme.address);
    const back = planEntry({ steward: acme, author: acmeWriter, after: away.entry, content: { kind: TRANSFER } });
    await by(registry, acmeWriter).acceptTransfer(back.predecessor, back.content, acme.address);
    expect(await registry.hasGrant(acme.address, customer, stranger.address, PROFILE)).to.equal(true);
    expect(await registry.hasGrant(acme.address, randomHash(), stranger.address, PROFILE)).to.equal(false);
    await by(registry, acme).revoke(acme.address, [customer], stranger.address, ALL_KINDS);
    expect(await scopesOf({ registry, acme, customer, grantee: stranger })).to.deep.equal([]);
  });

  describe("pause and suspension", () => {
    it("default: neither stops a revocation, both stop a grant", async () => {
      const { registry, council, pauser, acme, acmeKeeper, bolt } = await loadFixture(deployed);
      const [first, second, third] = [randomHash(), randomHash(), randomHash()];
      await by(registry, acme).grant(acme.address, [first, second, third], bolt.address, PROFILE, NO_END);
      const attempt = () => by(registry, acmeKeeper).grant(acme.address, [ALL], bolt.address, PROFILE, NO_END);
      const revoke = (customer: string) =>
        by(registry, acmeKeeper).revoke(acme.address, [customer], bolt.address, PROFILE);

      await by(registry, council).suspendOrganisation(acme.address);
      await expect(attempt()).to.be.revertedWithCustomError(registry, "OrganisationIsSuspended").withArgs(acme.address);
      await expect(revoke(first)).to.emit(registry, "GrantRevoked");
      await by(registry, pauser).pause();
      await expect(attempt()).to.be.revertedWithCustomError(registry, "EnforcedPause");
      await expect(revoke(second)).to.emit(registry, "GrantRevoked");
      await by(registry, council).reinstateOrganisation(acme.address);
      await expect(attempt()).to.be.revertedWithCustomError(registry, "EnforcedPause");
      await expect(revoke(third)).to.emit(registry, "GrantRevoked");
      await by(registry, pauser).unpause();
      await expect(attempt()).to.emit(registry, "Granted");
    });

    it("behavior: a suspended organisation can be granted to: it reads, and writes nothing", async () => {
      const { registry, council, acme, bolt } = await loadFixture(deployed);
      await by(registry, council).suspendOrganisation(bolt.address);
      await by(registry, acme).grant(acme.address, [ALL], bolt.address, ALL_KINDS, NO_END);
      expect(await registry.hasGrant(acme.address, randomHash(), bolt.address, PROFILE)).to.equal(true);
    });
  });

  it("error: neither the zero address nor the steward itself is given a grant", async () => {
    const { registry, acme } = await loadFixture(deployed);
    for (const grantee of [`0x${"00".repeat(20)}`, acme.address]) {
      await expect(by(registry, acme).grant(acme.address, [ALL], grantee, ALL_KINDS, NO_END))
        .to.be.revertedWithCustomError(registry, "InvalidGrantee")
        .withArgs(grantee);
    }
  });

  it("error: a scope beyond the kinds of content is refused, in a revocation too", async () => {
    const { registry, acme, bolt } = await loadFixture(deployed);
    for (const scope of [7, 8, 9, 65_535]) {
      for (const call of [
        by(registry, acme).grant(acme.address, [ALL], bolt.address, scope, NO_END),
        by(registry, acme).revoke(acme.address, [ALL], bolt.address, scope),
      ]) {
        await expect(call).to.be.revertedWithCustomError(registry, "InvalidScope").withArgs(scope);
      }
    }
  });

  it("error: an end that is not in the future is refused", async () => {
    const { registry, acme, bolt } = await loadFixture(deployed);
    for (const before of [0n, 1n]) {
      const blockTime = (await now()) + 10n;
      await time.setNextBlockTimestamp(blockTime);
      await expect(by(registry, acme).grant(acme.address, [ALL], bolt.address, ALL_KINDS, blockTime - before))
        .to.be.revertedWithCustomError(registry, "RoleEndInPast")
        .withArgs(blockTime - before, blockTime);
    }
  });

  it("attack: only the steward's ORGANISATION or KEEPER grants and revokes", async () => {
    const { registry, council, pauser, acme, acmeWriter, bolt, boltKeeper, stranger } = await loadFixture(deployed);
    for (const account of [council, pauser, acmeWriter, bolt, boltKeeper, stranger]) {
      for (const call of [
        by(registry, account).grant(acme.address, [ALL], account.address, ALL_KINDS, NO_END),
        by(registry, account).revoke(acme.address, [ALL], account.address, ALL_KINDS),
      ]) {
        await expect(call)
          .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
          .withArgs(account.address, roleOf("KEEPER", acme));
      }
    }
  });

  it("attack: a KEEPER whose role has ended grants and revokes nothing", async () => {
    const { registry, acme, bolt, other } = await loadFixture(deployed);
    const end = (await now()) + 1000n;
    await by(registry, acme).grantRoleUntil(roleOf("KEEPER", acme), other.address, end);
    await by(registry, other).grant(acme.address, [ALL], bolt.address, ALL_KINDS, NO_END);
    await time.increaseTo(end);
    for (const call of [
      by(registry, other).grant(acme.address, [ALL], other.address, ALL_KINDS, NO_END),
      by(registry, other).revoke(acme.address, [ALL], bolt.address, ALL_KINDS),
    ]) {
      await expect(call)
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(other.address, roleOf("KEEPER", acme));
    }
  });

  it("attack: the council cannot grant itself: not as a grant, not as a role, not for an organisation to come", async () => {
    const { registry, council, acme, other } = await loadFixture(deployed);
    for (const steward of [acme, other]) {
      for (const scope of [ALL_KINDS, PROFILE]) {
        const role = grantRoleOf({ steward, customer: ALL, scope });
        expect(await registry.getRoleAdmin(role)).to.equal(NOBODY);
        await expect(by(registry, council).grant(steward.address, [ALL], council.address, scope, NO_END))
          .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
          .withArgs(council.address, roleOf("KEEPER", steward));
        for (const call of [
          by(registry, council).grantRole(role, council.address),
          by(registry, council).grantRoleUntil(role, council.address, NO_END),
          by(registry, council).revokeRole(role, council.address),
        ]) {
          await expect(call)
            .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
            .withArgs(council.address, NOBODY);
        }
      }
    }
    expect(await registry.hasRole(COUNCIL, council.address)).to.equal(true);
  });

  it("attack: nor does a KEEPER give a grant past the rules, as a role", async () => {
    const { registry, acme, acmeKeeper, stranger } = await loadFixture(deployed);
    const role = grantRoleOf({ steward: acme, customer: ALL, scope: 7 });
    for (const account of [acme, acmeKeeper]) {
      await expect(by(registry, account).grantRole(role, stranger.address))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, NOBODY);
    }
  });

  it("attack: a grant of another steward's customer counts for nothing with its steward", async () => {
    const { registry, acme, acmeWriter, bolt, boltKeeper, stranger } = await loadFixture(deployed);
    const { entry } = await write({ registry, steward: acme, author: acmeWriter });
    const { customer } = entry.header;
    await by(registry, boltKeeper).grant(bolt.address, [customer, ALL], stranger.address, ALL_KINDS, NO_END);
    expect(await scopesOf({ registry, acme, customer, grantee: stranger })).to.deep.equal([]);
  });
});
