import { expect } from "chai";
import { describe, it } from "mocha";
import {
  AUDITOR,
  by,
  COUNCIL,
  deployed,
  ethers,
  NO_END,
  networkHelpers,
  PAUSER,
  planEntry,
  type RoleName,
  randomKey,
  roleOf,
  write,
} from "./support/fixture.ts";

const { loadFixture } = networkHelpers;
const NOBODY = `0x${"ff".repeat(32)}`;
const ROLES: RoleName[] = ["ORGANISATION", "KEEPER", "WRITER", "READER", "COMPLIANCE"];

describe("organisations", () => {
  it("default: the council registers one; its account holds and administers it", async () => {
    const { registry, council, other } = await loadFixture(deployed);
    expect(await registry.isOrganisation(other.address)).to.equal(false);
    await expect(by(registry, council).registerOrganisation(other.address, "Other"))
      .to.emit(registry, "OrganisationRegistered")
      .withArgs(other.address, "Other")
      .and.to.emit(registry, "RoleGranted")
      .withArgs(roleOf("ORGANISATION", other), other.address, council.address)
      .and.to.emit(registry, "RoleGranted")
      .withArgs(roleOf("KEEPER", other), other.address, council.address)
      .and.to.emit(registry, "RoleAdminChanged")
      .withArgs(roleOf("WRITER", other), NOBODY, roleOf("KEEPER", other));
    expect(await registry.isOrganisation(other.address)).to.equal(true);
    expect(await registry.isSuspended(other.address)).to.equal(false);
    for (const [role, admin] of [
      ["ORGANISATION", "ORGANISATION"],
      ["KEEPER", "ORGANISATION"],
      ["WRITER", "KEEPER"],
      ["READER", "KEEPER"],
      ["COMPLIANCE", "KEEPER"],
    ] as const) {
      expect(await registry.getRoleAdmin(roleOf(role, other))).to.equal(roleOf(admin, other));
    }
    for (const role of ["WRITER", "READER", "COMPLIANCE"] as const) {
      expect(await registry.hasRole(roleOf(role, other), other.address)).to.equal(false);
    }
  });

  it("args: a name has 1 to 64 bytes", async () => {
    const { registry, council } = await loadFixture(deployed);
    const account = () => ethers.Wallet.createRandom().address;
    await by(registry, council).registerOrganisation(account(), "x");
    await by(registry, council).registerOrganisation(account(), "é".repeat(32));
    for (const name of ["", "x".repeat(65), "é".repeat(33)]) {
      await expect(by(registry, council).registerOrganisation(account(), name))
        .to.be.revertedWithCustomError(registry, "InvalidNameLength")
        .withArgs(Buffer.byteLength(name));
    }
  });

  it("error: the zero address and a registered account are refused", async () => {
    const { registry, council, acme } = await loadFixture(deployed);
    const zero = `0x${"00".repeat(20)}`;
    await expect(by(registry, council).registerOrganisation(zero, "Zero"))
      .to.be.revertedWithCustomError(registry, "InvalidOrganisation")
      .withArgs(zero);
    await expect(by(registry, council).registerOrganisation(acme.address, "Again"))
      .to.be.revertedWithCustomError(registry, "OrganisationAlreadyRegistered")
      .withArgs(acme.address);
  });

  it("behavior: the organisation makes KEEPERs, they make members, and each takes them away", async () => {
    const { registry, acme, acmeKeeper, stranger, other } = await loadFixture(deployed);
    await by(registry, acme).grantRole(roleOf("KEEPER", acme), other.address);
    for (const role of ["WRITER", "READER", "COMPLIANCE"] as const) {
      await by(registry, other).grantRole(roleOf(role, acme), stranger.address);
      await by(registry, acmeKeeper).revokeRole(roleOf(role, acme), stranger.address);
      expect(await registry.hasRole(roleOf(role, acme), stranger.address)).to.equal(false);
    }
    await by(registry, acme).revokeRole(roleOf("KEEPER", acme), other.address);
    await expect(by(registry, other).grantRole(roleOf("WRITER", acme), stranger.address))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(other.address, roleOf("KEEPER", acme));
  });

  it("behavior: an organisation can move to another account, and its former one loses everything", async () => {
    const { registry, acme, acmeWriter, other } = await loadFixture(deployed);
    const { next } = await write({ registry, steward: acme, author: acmeWriter });
    for (const role of ["ORGANISATION", "KEEPER"] as const) {
      await by(registry, acme).grantRole(roleOf(role, acme), other.address);
    }
    for (const role of ["KEEPER", "ORGANISATION"] as const) {
      await by(registry, other).revokeRole(roleOf(role, acme), acme.address);
    }
    for (const call of [
      by(registry, acme).publishKey(acme.address, 1, randomKey()),
      by(registry, acme).grantRole(roleOf("WRITER", acme), acme.address),
      by(registry, acme).offerTransfer(next, other.address),
    ]) {
      await expect(call)
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(acme.address, roleOf("KEEPER", acme));
    }
    await by(registry, other).publishKey(acme.address, 1, randomKey());
  });

  describe("suspension", () => {
    it("default: stops writes of the organisation's members until it is reinstated", async () => {
      const { registry, council, acme, acmeWriter, bolt, boltWriter } = await loadFixture(deployed);
      await expect(by(registry, council).suspendOrganisation(acme.address))
        .to.emit(registry, "OrganisationSuspended")
        .withArgs(acme.address);
      expect(await registry.isSuspended(acme.address)).to.equal(true);
      expect(await registry.isOrganisation(acme.address)).to.equal(true);
      const { predecessor, content } = planEntry({ steward: acme, author: acmeWriter });
      for (const call of [
        by(registry, acmeWriter).append(predecessor, content),
        by(registry, acmeWriter).appendMany([{ predecessor, content }]),
      ]) {
        await expect(call).to.be.revertedWithCustomError(registry, "OrganisationIsSuspended").withArgs(acme.address);
      }
      await write({ registry, steward: bolt, author: boltWriter });
      await expect(by(registry, council).reinstateOrganisation(acme.address))
        .to.emit(registry, "OrganisationReinstated")
        .withArgs(acme.address);
      expect(await registry.isSuspended(acme.address)).to.equal(false);
      await by(registry, acmeWriter).append(predecessor, content);
    });

    it("behavior: a suspended organisation still revokes, publishes keys and anchors", async () => {
      const { registry, council, acme, acmeKeeper, acmeWriter } = await loadFixture(deployed);
      await by(registry, council).suspendOrganisation(acme.address);
      await by(registry, acmeKeeper).revokeRole(roleOf("WRITER", acme), acmeWriter.address);
      await by(registry, acmeKeeper).publishKey(acme.address, 1, randomKey());
      await by(registry, acme).anchor(NOBODY, 1, NOBODY);
      expect(await registry.isSuspended(acme.address)).to.equal(true);
    });

    it("error: only what can change is changed", async () => {
      const { registry, council, acme, stranger } = await loadFixture(deployed);
      await expect(by(registry, council).reinstateOrganisation(acme.address))
        .to.be.revertedWithCustomError(registry, "OrganisationNotSuspended")
        .withArgs(acme.address);
      await expect(by(registry, council).suspendOrganisation(stranger.address))
        .to.be.revertedWithCustomError(registry, "UnknownOrganisation")
        .withArgs(stranger.address);
      await by(registry, council).suspendOrganisation(acme.address);
      await expect(by(registry, council).suspendOrganisation(acme.address))
        .to.be.revertedWithCustomError(registry, "OrganisationIsSuspended")
        .withArgs(acme.address);
    });
  });

  it("attack: nobody but the council registers, suspends or reinstates", async () => {
    const { registry, acme, acmeKeeper, bolt, pauser, stranger } = await loadFixture(deployed);
    for (const account of [acme, acmeKeeper, bolt, pauser, stranger]) {
      for (const call of [
        by(registry, account).registerOrganisation(stranger.address, "Mine"),
        by(registry, account).suspendOrganisation(bolt.address),
        by(registry, account).reinstateOrganisation(bolt.address),
      ]) {
        await expect(call)
          .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
          .withArgs(account.address, COUNCIL);
      }
    }
  });

  it("attack: the council cannot enter a registered organisation", async () => {
    const { registry, council, acme, acmeWriter } = await loadFixture(deployed);
    for (const role of ROLES) {
      const admin = roleOf(role === "ORGANISATION" || role === "KEEPER" ? "ORGANISATION" : "KEEPER", acme);
      for (const call of [
        by(registry, council).grantRole(roleOf(role, acme), council.address),
        by(registry, council).grantRoleUntil(roleOf(role, acme), council.address, NO_END),
        by(registry, council).revokeRole(roleOf(role, acme), acmeWriter.address),
      ]) {
        await expect(call)
          .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
          .withArgs(council.address, admin);
      }
    }
    await expect(by(registry, council).publishKey(acme.address, 1, randomKey())).to.be.revertedWithCustomError(
      registry,
      "AccessControlUnauthorizedAccount",
    );
  });

  it("attack: the council cannot take the roles of an organisation before it registers it", async () => {
    const { registry, council, other } = await loadFixture(deployed);
    for (const role of ROLES) {
      expect(await registry.getRoleAdmin(roleOf(role, other))).to.equal(NOBODY);
      for (const call of [
        by(registry, council).grantRole(roleOf(role, other), council.address),
        by(registry, council).grantRoleUntil(roleOf(role, other), council.address, NO_END),
      ]) {
        await expect(call)
          .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
          .withArgs(council.address, NOBODY);
      }
    }
  });

  it("attack: nobody becomes the admin of roles without one", async () => {
    const { registry, council } = await loadFixture(deployed);
    expect(await registry.getRoleAdmin(NOBODY)).to.equal(NOBODY);
    await expect(by(registry, council).grantRole(NOBODY, council.address))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(council.address, NOBODY);
    for (const role of [AUDITOR, PAUSER, COUNCIL]) expect(await registry.getRoleAdmin(role)).to.equal(COUNCIL);
  });

  it("attack: a KEEPER of one organisation has no hand in another", async () => {
    const { registry, acme, bolt, boltKeeper, boltWriter, acmeWriter } = await loadFixture(deployed);
    for (const role of ["WRITER", "READER", "COMPLIANCE"] as const) {
      for (const call of [
        by(registry, boltKeeper).grantRole(roleOf(role, acme), boltWriter.address),
        by(registry, boltKeeper).revokeRole(roleOf(role, acme), acmeWriter.address),
      ]) {
        await expect(call)
          .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
          .withArgs(boltKeeper.address, roleOf("KEEPER", acme));
      }
    }
    // And none in the roles above its own.
    for (const role of ["KEEPER", "ORGANISATION"] as const) {
      await expect(by(registry, boltKeeper).grantRole(roleOf(role, bolt), boltWriter.address))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(boltKeeper.address, roleOf("ORGANISATION", bolt));
    }
  });

  it("error: the 501st organisation is refused, so that a pause always fits into a block", async () => {
    const { registry, council, pauser } = await loadFixture(deployed);
    for (let count = 2; count < 500; count += 1) {
      await by(registry, council).registerOrganisation(ethers.toBeHex(0x10_0000 + count, 20), "One of many");
    }
    await expect(by(registry, council).registerOrganisation(ethers.toBeHex(1, 20), "One too many"))
      .to.be.revertedWithCustomError(registry, "TooManyOrganisations")
      .withArgs(500);
    const paused = await (await by(registry, pauser).pause()).wait();
    expect(paused?.gasUsed).to.be.lessThan(5_000_000n);
    const unpaused = await (await by(registry, pauser).unpause()).wait();
    expect(unpaused?.gasUsed).to.be.lessThan(5_000_000n);
  });
});
