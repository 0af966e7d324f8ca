import { expect } from "chai";
import { describe, it } from "mocha";
import { ADMIN_DELAY, AUDITOR, by, COUNCIL, deployed, ethers, networkHelpers, now } from "./support/fixture.ts";

const { loadFixture, time } = networkHelpers;

describe("council", () => {
  it("default: changes hands in two steps, after the delay", async () => {
    const { registry, council, other } = await loadFixture(deployed);
    expect(await registry.owner()).to.equal(council.address);
    await by(registry, council).beginDefaultAdminTransfer(other.address);
    const [pending, schedule] = await registry.pendingDefaultAdmin.staticCall();
    expect(pending).to.equal(other.address);
    expect(schedule).to.equal((await now()) + ADMIN_DELAY);
    await time.increaseTo(schedule + 1n);
    await by(registry, other).acceptDefaultAdminTransfer();
    expect(await registry.defaultAdmin()).to.equal(other.address);
    expect(await registry.hasRole(COUNCIL, council.address)).to.equal(false);
    expect(await registry.roleEnd(COUNCIL, council.address)).to.equal(0n);
    await by(registry, other).grantRole(AUDITOR, other.address);
    await expect(by(registry, council).grantRole(AUDITOR, council.address))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(council.address, COUNCIL);
  });

  it("attack: nobody takes the seat before the delay, or without being named", async () => {
    const { registry, council, other, stranger } = await loadFixture(deployed);
    await expect(by(registry, stranger).beginDefaultAdminTransfer(stranger.address))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(stranger.address, COUNCIL);
    await by(registry, council).beginDefaultAdminTransfer(other.address);
    const [, schedule] = await registry.pendingDefaultAdmin.staticCall();
    await time.setNextBlockTimestamp(schedule);
    await expect(by(registry, other).acceptDefaultAdminTransfer())
      .to.be.revertedWithCustomError(registry, "AccessControlEnforcedDefaultAdminDelay")
      .withArgs(schedule);
    await expect(by(registry, stranger).acceptDefaultAdminTransfer())
      .to.be.revertedWithCustomError(registry, "AccessControlInvalidDefaultAdmin")
      .withArgs(stranger.address);
  });

  it("attack: the seat is not granted, revoked or shared", async () => {
    const { registry, council, other } = await loadFixture(deployed);
    for (const call of [
      by(registry, council).grantRole(COUNCIL, other.address),
      by(registry, council).revokeRole(COUNCIL, council.address),
    ]) {
      await expect(call).to.be.revertedWithCustomError(registry, "AccessControlEnforcedDefaultAdminRules");
    }
    await expect(by(registry, council).renounceRole(COUNCIL, council.address)).to.be.revertedWithCustomError(
      registry,
      "AccessControlEnforcedDefaultAdminDelay",
    );
    await expect(by(registry, council).renounceRole(AUDITOR, other.address)).to.be.revertedWithCustomError(
      registry,
      "AccessControlBadConfirmation",
    );
  });

  it("attack: the delay is not shortened to take the seat sooner", async () => {
    const { registry, council, other } = await loadFixture(deployed);
    const start = await now();
    await expect(by(registry, council).changeDefaultAdminDelay(0)).to.emit(
      registry,
      "DefaultAdminDelayChangeScheduled",
    );
    await by(registry, council).beginDefaultAdminTransfer(other.address);
    const [, schedule] = await registry.pendingDefaultAdmin.staticCall();
    expect(schedule).to.be.greaterThanOrEqual(start + ADMIN_DELAY);
  });

  it("behavior: a change of council or of delay can be called off", async () => {
    const { registry, council, other } = await loadFixture(deployed);
    await expect(by(registry, council).beginDefaultAdminTransfer(other.address)).to.emit(
      registry,
      "DefaultAdminTransferScheduled",
    );
    await expect(by(registry, council).cancelDefaultAdminTransfer()).to.emit(registry, "DefaultAdminTransferCanceled");
    await by(registry, council).changeDefaultAdminDelay(10);
    await expect(by(registry, council).rollbackDefaultAdminDelay()).to.emit(
      registry,
      "DefaultAdminDelayChangeCanceled",
    );
    expect(await registry.defaultAdminDelay()).to.equal(ADMIN_DELAY);
  });

  it("error: a registry without a council is not deployed", async () => {
    const { registry } = await loadFixture(deployed);
    const factory = await ethers.getContractFactory("KontorRegistry");
    await expect(factory.deploy(0, `0x${"00".repeat(20)}`))
      .to.be.revertedWithCustomError(registry, "AccessControlInvalidDefaultAdmin")
      .withArgs(`0x${"00".repeat(20)}`);
  });
});
