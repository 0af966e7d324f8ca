import { expect } from "chai";
import { describe, it } from "mocha";
import { contentOf } from "./support/entries.ts";
import {
  AUDITOR,
  by,
  deployed,
  networkHelpers,
  now,
  PAUSER,
  planEntry,
  randomKey,
  roleOf,
  write,
} from "./support/fixture.ts";

const { loadFixture, time } = networkHelpers;
const HASH = `0x${"ab".repeat(32)}`;

describe("pause", () => {
  it("default: a PAUSER stops every write, and lets them go on", async () => {
    const { registry, pauser, acme, acmeWriter, bolt, boltWriter, stranger } = await loadFixture(deployed);
    const written = await write({ registry, steward: acme, author: acmeWriter });
    await by(registry, acme).offerTransfer(written.next, bolt.address);
    await expect(by(registry, pauser).pause()).to.emit(registry, "Paused").withArgs(pauser.address);
    expect(await registry.paused()).to.equal(true);

    const { predecessor, content } = planEntry({ steward: acme, author: acmeWriter });
    const signature = `0x${"00".repeat(65)}`;
    for (const call of [
      by(registry, acmeWriter).append(predecessor, content),
      by(registry, acmeWriter).append(written.next, contentOf()),
      by(registry, acmeWriter).appendMany([{ predecessor, content }]),
      by(registry, stranger).appendBySignature(predecessor, content, acmeWriter.address, 2n ** 64n, signature),
      by(registry, acme).offerTransfer(written.next, bolt.address),
      by(registry, boltWriter).acceptTransfer(written.next, contentOf({ kind: 7 }), bolt.address),
    ]) {
      await expect(call).to.be.revertedWithCustomError(registry, "EnforcedPause");
    }

    await expect(by(registry, pauser).unpause()).to.emit(registry, "Unpaused").withArgs(pauser.address);
    expect(await registry.paused()).to.equal(false);
    await by(registry, acmeWriter).append(predecessor, content);
    await write({ registry, steward: bolt, author: boltWriter });
  });

  it("behavior: stops writes only: roles, keys, anchors, suspension and withdrawal go on", async () => {
    const { registry, council, pauser, acme, acmeKeeper, acmeWriter, bolt, stranger, other } =
      await loadFixture(deployed);
    const { next, entry } = await write({ registry, steward: acme, author: acmeWriter });
    await by(registry, acme).offerTransfer(next, bolt.address);
    await by(registry, pauser).pause();

    await by(registry, acmeKeeper).revokeRole(roleOf("WRITER", acme), acmeWriter.address);
    await by(registry, acmeKeeper).grantRole(roleOf("READER", acme), stranger.address);
    await by(registry, acmeKeeper).grantRoleUntil(roleOf("READER", acme), other.address, (await now()) + 100n);
    await by(registry, stranger).renounceRole(roleOf("READER", acme), stranger.address);
    await by(registry, council).grantRole(AUDITOR, stranger.address);
    await by(registry, council).suspendOrganisation(bolt.address);
    await by(registry, council).reinstateOrganisation(bolt.address);
    await by(registry, council).registerOrganisation(other.address, "Joined while paused");
    await by(registry, acmeKeeper).publishKey(acme.address, 1, randomKey());
    await by(registry, stranger).anchor(HASH, 1, HASH);
    await by(registry, acme).offerTransfer(next, `0x${"00".repeat(20)}`);
    expect(await registry.transferOffer(entry.header.customer)).to.equal(`0x${"00".repeat(20)}`);
    expect(await registry.paused()).to.equal(true);
  });

  it("behavior: an organisation that joins during a pause is paused too, and writes after it", async () => {
    const { registry, council, pauser, other, acmeWriter } = await loadFixture(deployed);
    await by(registry, pauser).pause();
    await by(registry, council).registerOrganisation(other.address, "Late");
    await by(registry, other).publishKey(other.address, 1, randomKey());
    await by(registry, other).grantRole(roleOf("WRITER", other), acmeWriter.address);
    const { predecessor, content } = planEntry({ steward: other, author: acmeWriter });
    await expect(by(registry, acmeWriter).append(predecessor, content)).to.be.revertedWithCustomError(
      registry,
      "EnforcedPause",
    );
    await by(registry, pauser).unpause();
    await by(registry, acmeWriter).append(predecessor, content);
  });

  it("behavior: pause and suspension do not lift each other", async () => {
    const { registry, council, pauser, acme, acmeWriter, bolt, boltWriter } = await loadFixture(deployed);
    const attempt = (steward: { address: string }, author: typeof acmeWriter) => {
      const { predecessor, content } = planEntry({ steward, author });
      return by(registry, author).append(predecessor, content);
    };
    await by(registry, council).suspendOrganisation(acme.address);
    await by(registry, pauser).pause();
    await by(registry, council).suspendOrganisation(bolt.address);
    await by(registry, council).reinstateOrganisation(bolt.address);
    await expect(attempt(bolt, boltWriter)).to.be.revertedWithCustomError(registry, "EnforcedPause");
    await by(registry, pauser).unpause();
    await attempt(bolt, boltWriter);
    expect(await registry.isSuspended(acme.address)).to.equal(true);
    await expect(attempt(acme, acmeWriter))
      .to.be.revertedWithCustomError(registry, "OrganisationIsSuspended")
      .withArgs(acme.address);
    await by(registry, council).reinstateOrganisation(acme.address);
    await attempt(acme, acmeWriter);
  });

  it("error: pausing twice, or unpausing what is not paused, reverts", async () => {
    const { registry, pauser } = await loadFixture(deployed);
    await expect(by(registry, pauser).unpause()).to.be.revertedWithCustomError(registry, "ExpectedPause");
    await by(registry, pauser).pause();
    await expect(by(registry, pauser).pause()).to.be.revertedWithCustomError(registry, "EnforcedPause");
  });

  it("attack: only a PAUSER pauses and unpauses; one whose role has ended does not", async () => {
    const { registry, council, pauser, acme, acmeKeeper, stranger, other } = await loadFixture(deployed);
    for (const account of [council, acme, acmeKeeper, stranger]) {
      for (const call of [by(registry, account).pause(), by(registry, account).unpause()]) {
        await expect(call)
          .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
          .withArgs(account.address, PAUSER);
      }
    }
    const end = (await now()) + 1000n;
    await by(registry, council).grantRoleUntil(PAUSER, other.address, end);
    await by(registry, other).pause();
    await time.increaseTo(end);
    await expect(by(registry, other).unpause())
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(other.address, PAUSER);
    await by(registry, pauser).unpause();
  });
});
