import { expect } from "chai";
import { describe, it } from "mocha";
import { AUDITOR, by, COUNCIL, deployed, NO_END, networkHelpers, now, roleOf } from "./support/fixture.ts";

const { loadFixture, time } = networkHelpers;

describe("timed roles", () => {
  it("default: a role is held until its end, and not from it on", async () => {
    const { registry, council, stranger } = await loadFixture(deployed);
    const end = (await now()) + 1000n;
    await expect(by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end))
      .to.emit(registry, "RoleGranted")
      .withArgs(AUDITOR, stranger.address, council.address)
      .and.to.emit(registry, "RoleEndSet")
      .withArgs(AUDITOR, stranger.address, end);
    await time.increaseTo(end - 1n);
    expect(await registry.hasRole(AUDITOR, stranger.address)).to.equal(true);
    await time.increaseTo(end);
    expect(await registry.hasRole(AUDITOR, stranger.address)).to.equal(false);
    expect(await registry.roleEnd(AUDITOR, stranger.address)).to.equal(end);
  });

  it("behavior: a grant without an end holds, and emits no end", async () => {
    const { registry, council, stranger } = await loadFixture(deployed);
    await expect(by(registry, council).grantRole(AUDITOR, stranger.address))
      .to.emit(registry, "RoleGranted")
      .withArgs(AUDITOR, stranger.address, council.address)
      .and.not.to.emit(registry, "RoleEndSet");
    expect(await registry.roleEnd(AUDITOR, stranger.address)).to.equal(NO_END);
    await time.increase(100n * 31_536_000n);
    expect(await registry.hasRole(AUDITOR, stranger.address)).to.equal(true);
  });

  it("args: the highest end means no end", async () => {
    const { registry, council, stranger } = await loadFixture(deployed);
    await expect(by(registry, council).grantRoleUntil(AUDITOR, stranger.address, NO_END))
      .to.emit(registry, "RoleGranted")
      .and.not.to.emit(registry, "RoleEndSet");
    expect(await registry.roleEnd(AUDITOR, stranger.address)).to.equal(NO_END);
  });

  it("behavior: the end of a held role moves either way, without a second RoleGranted", async () => {
    const { registry, council, stranger } = await loadFixture(deployed);
    const start = await now();
    await by(registry, council).grantRoleUntil(AUDITOR, stranger.address, start + 1000n);
    for (const end of [start + 5000n, start + 500n]) {
      await expect(by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end))
        .to.emit(registry, "RoleEndSet")
        .withArgs(AUDITOR, stranger.address, end)
        .and.not.to.emit(registry, "RoleGranted");
    }
    await time.increaseTo(start + 500n);
    expect(await registry.hasRole(AUDITOR, stranger.address)).to.equal(false);
  });

  it("behavior: setting the end that is set emits nothing", async () => {
    const { registry, council, stranger } = await loadFixture(deployed);
    const end = (await now()) + 1000n;
    await by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end);
    await expect(by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end)).not.to.emit(
      registry,
      "RoleEndSet",
    );
  });

  it("behavior: grantRole takes the end off a held role, and grantRoleUntil puts one on", async () => {
    const { registry, council, stranger } = await loadFixture(deployed);
    const end = (await now()) + 1000n;
    await by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end);
    await expect(by(registry, council).grantRole(AUDITOR, stranger.address))
      .to.emit(registry, "RoleEndSet")
      .withArgs(AUDITOR, stranger.address, NO_END);
    expect(await registry.roleEnd(AUDITOR, stranger.address)).to.equal(NO_END);
    await expect(by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end))
      .to.emit(registry, "RoleEndSet")
      .withArgs(AUDITOR, stranger.address, end);
  });

  it("behavior: an ended role is granted anew, like one never held", async () => {
    const { registry, council, stranger } = await loadFixture(deployed);
    const end = (await now()) + 1000n;
    await by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end);
    await time.increaseTo(end);
    await expect(by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end + 1000n))
      .to.emit(registry, "RoleGranted")
      .withArgs(AUDITOR, stranger.address, council.address)
      .and.to.emit(registry, "RoleEndSet")
      .withArgs(AUDITOR, stranger.address, end + 1000n);
    await time.increaseTo(end + 1000n);
    await expect(by(registry, council).grantRole(AUDITOR, stranger.address))
      .to.emit(registry, "RoleGranted")
      .and.not.to.emit(registry, "RoleEndSet");
    expect(await registry.roleEnd(AUDITOR, stranger.address)).to.equal(NO_END);
  });

  it("behavior: revoking and renouncing end a timed role at once", async () => {
    const { registry, council, stranger } = await loadFixture(deployed);
    const end = (await now()) + 1000n;
    await by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end);
    await expect(by(registry, council).revokeRole(AUDITOR, stranger.address))
      .to.emit(registry, "RoleRevoked")
      .withArgs(AUDITOR, stranger.address, council.address);
    expect(await registry.hasRole(AUDITOR, stranger.address)).to.equal(false);
    expect(await registry.roleEnd(AUDITOR, stranger.address)).to.equal(0n);

    await by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end);
    await expect(by(registry, stranger).renounceRole(AUDITOR, stranger.address))
      .to.emit(registry, "RoleRevoked")
      .withArgs(AUDITOR, stranger.address, stranger.address);
    expect(await registry.roleEnd(AUDITOR, stranger.address)).to.equal(0n);
  });

  it("behavior: revoking an ended role changes nothing", async () => {
    const { registry, council, stranger } = await loadFixture(deployed);
    const end = (await now()) + 1000n;
    await by(registry, council).grantRoleUntil(AUDITOR, stranger.address, end);
    await time.increaseTo(end);
    await expect(by(registry, council).revokeRole(AUDITOR, stranger.address)).not.to.emit(registry, "RoleRevoked");
    expect(await registry.roleEnd(AUDITOR, stranger.address)).to.equal(end);
    expect(await registry.hasRole(AUDITOR, stranger.address)).to.equal(false);
  });

  it("error: an end that is not in the future is refused", async () => {
    const { registry, council, stranger } = await loadFixture(deployed);
    for (const before of [0n, 1n, 1_000n]) {
      const blockTime = (await now()) + 10n;
      await time.setNextBlockTimestamp(blockTime);
      await expect(by(registry, council).grantRoleUntil(AUDITOR, stranger.address, blockTime - before))
        .to.be.revertedWithCustomError(registry, "RoleEndInPast")
        .withArgs(blockTime - before, blockTime);
    }
    await expect(by(registry, council).grantRoleUntil(AUDITOR, stranger.address, 0n)).to.be.revertedWithCustomError(
      registry,
      "RoleEndInPast",
    );
    expect(await registry.hasRole(AUDITOR, stranger.address)).to.equal(false);
  });

  it("error: the council's own role cannot be timed", async () => {
    const { registry, council } = await loadFixture(deployed);
    const end = (await now()) + 1000n;
    for (const account of [council.address, `0x${"11".repeat(20)}`]) {
      await expect(by(registry, council).grantRoleUntil(COUNCIL, account, end)).to.be.revertedWithCustomError(
        registry,
        "AccessControlEnforcedDefaultAdminRules",
      );
    }
    expect(await registry.roleEnd(COUNCIL, council.address)).to.equal(NO_END);
  });

  it("attack: only the role's admin sets an end", async () => {
    const { registry, acme, acmeKeeper, acmeWriter, boltKeeper, stranger } = await loadFixture(deployed);
    const writer = roleOf("WRITER", acme);
    for (const account of [acmeWriter, boltKeeper, stranger]) {
      await expect(by(registry, account).grantRoleUntil(writer, account.address, NO_END))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, roleOf("KEEPER", acme));
    }
    await by(registry, acmeKeeper).grantRoleUntil(writer, stranger.address, NO_END);
  });

  it("attack: a KEEPER whose role has ended keeps nothing", async () => {
    const { registry, acme, acmeWriter, other, stranger } = await loadFixture(deployed);
    const end = (await now()) + 1000n;
    await by(registry, acme).grantRoleUntil(roleOf("KEEPER", acme), other.address, end);
    await time.increaseTo(end);
    const writer = roleOf("WRITER", acme);
    for (const call of [
      by(registry, other).grantRole(writer, stranger.address),
      by(registry, other).grantRoleUntil(writer, stranger.address, NO_END),
      by(registry, other).revokeRole(writer, acmeWriter.address),
      by(registry, other).publishKey(acme.address, 1, `0x${"01".repeat(1216)}`),
    ]) {
      await expect(call)
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(other.address, roleOf("KEEPER", acme));
    }
  });
});
