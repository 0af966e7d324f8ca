import { expect } from "chai";
import { describe, it } from "mocha";
import { contentOf, randomHash } from "./support/entries.ts";
import { by, deployed, networkHelpers, now, planEntry, roleOf, withSubject, write } from "./support/fixture.ts";

const { loadFixture, time } = networkHelpers;
const NOBODY = `0x${"00".repeat(20)}`;

/** A customer of Acme's whose subject is named and has not accepted. */
async function named() {
  const parties = await deployed();
  const { registry, acme, acmeWriter, other: subject } = parties;
  const written = await write({ registry, steward: acme, author: acmeWriter });
  const { customer } = written.entry.header;
  await by(registry, acmeWriter).nameSubject(written.next, subject.address);
  return { ...parties, subject, written, customer };
}

describe("subjects", () => {
  it("default: a WRITER names, the wallet accepts, and leaves", async () => {
    const { registry, acme, acmeWriter, other: subject } = await loadFixture(deployed);
    const { next, entry } = await write({ registry, steward: acme, author: acmeWriter });
    const { customer } = entry.header;
    await expect(by(registry, acmeWriter).nameSubject(next, subject.address))
      .to.emit(registry, "SubjectNamed")
      .withArgs(customer, acme.address, subject.address);
    expect(await registry.namedSubjectOf(customer)).to.equal(subject.address);
    expect(await registry.subjectOf(customer)).to.equal(NOBODY);

    await expect(by(registry, subject).acceptSubject(customer))
      .to.emit(registry, "SubjectAccepted")
      .withArgs(customer, subject.address);
    expect(await registry.namedSubjectOf(customer)).to.equal(NOBODY);
    expect(await registry.subjectOf(customer)).to.equal(subject.address);

    await expect(by(registry, subject).leaveSubject(customer))
      .to.emit(registry, "SubjectLeft")
      .withArgs(customer, subject.address);
    expect(await registry.namedSubjectOf(customer)).to.equal(NOBODY);
    expect(await registry.subjectOf(customer)).to.equal(NOBODY);
  });

  it("default: the subject countersigns an entry, also an older one, and asks for erasure", async () => {
    const { registry, acme, acmeWriter, subject, written, customer } = await loadFixture(withSubject);
    const second = await write({ registry, steward: acme, author: acmeWriter, after: written.entry });
    for (const { head } of [written, second]) {
      await expect(by(registry, subject).countersign(customer, head))
        .to.emit(registry, "Countersigned")
        .withArgs(customer, head, subject.address);
    }
    await expect(by(registry, subject).requestErasure(customer))
      .to.emit(registry, "ErasureRequested")
      .withArgs(customer, subject.address);
    expect(await registry.headOf(customer)).to.equal(second.head);
  });

  it("behavior: a name is the customer's, not the entry's: it outlives entries", async () => {
    const { registry, acme, acmeWriter, subject, written, customer } = await loadFixture(named);
    await write({ registry, steward: acme, author: acmeWriter, after: written.entry });
    await by(registry, subject).acceptSubject(customer);
    expect(await registry.subjectOf(customer)).to.equal(subject.address);
  });

  it("behavior: a transfer keeps the subject, and the new steward can replace it, the former cannot", async () => {
    const { registry, acme, acmeWriter, bolt, boltWriter, stranger, subject, written, customer } =
      await loadFixture(withSubject);
    await by(registry, acme).offerTransfer(written.next, bolt.address);
    const transfer = planEntry({ steward: bolt, author: boltWriter, after: written.entry, content: { kind: 7 } });
    await by(registry, boltWriter).acceptTransfer(transfer.predecessor, transfer.content, bolt.address);
    expect(await registry.subjectOf(customer)).to.equal(subject.address);
    await by(registry, subject).requestErasure(customer);
    await expect(by(registry, acmeWriter).nameSubject(transfer.next, stranger.address))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(acmeWriter.address, roleOf("WRITER", bolt));
    await by(registry, boltWriter).nameSubject(transfer.next, stranger.address);
    expect(await registry.subjectOf(customer)).to.equal(NOBODY);
    expect(await registry.namedSubjectOf(customer)).to.equal(stranger.address);
  });

  it("behavior: naming again replaces who was named or accepted, at once, also by the same wallet", async () => {
    const { registry, acmeWriter, stranger, subject, written, customer } = await loadFixture(withSubject);
    for (const account of [stranger, subject]) {
      await by(registry, acmeWriter).nameSubject(written.next, account.address);
      expect(await registry.subjectOf(customer)).to.equal(NOBODY);
      expect(await registry.namedSubjectOf(customer)).to.equal(account.address);
      await expect(by(registry, subject).requestErasure(customer)).to.be.revertedWithCustomError(
        registry,
        "NotSubject",
      );
    }
    await by(registry, subject).acceptSubject(customer);
    expect(await registry.subjectOf(customer)).to.equal(subject.address);
  });

  it("behavior: naming nobody withdraws the name, or ends the acceptance", async () => {
    const { registry, acme, acmeWriter, subject, written, customer } = await loadFixture(named);
    const withdraw = () => by(registry, acmeWriter).nameSubject(written.next, NOBODY);
    await expect(withdraw()).to.emit(registry, "SubjectNamed").withArgs(customer, acme.address, NOBODY);
    await expect(by(registry, subject).acceptSubject(customer))
      .to.be.revertedWithCustomError(registry, "NotNamedSubject")
      .withArgs(customer, subject.address);
    await by(registry, acmeWriter).nameSubject(written.next, subject.address);
    await by(registry, subject).acceptSubject(customer);
    await withdraw();
    expect(await registry.subjectOf(customer)).to.equal(NOBODY);
  });

  it("behavior: one wallet may be the subject of many customers, each by itself", async () => {
    const { registry, acme, acmeWriter, subject, customer } = await loadFixture(withSubject);
    const second = await write({ registry, steward: acme, author: acmeWriter });
    await by(registry, acmeWriter).nameSubject(second.next, subject.address);
    await by(registry, subject).acceptSubject(second.entry.header.customer);
    await by(registry, subject).leaveSubject(customer);
    expect(await registry.subjectOf(second.entry.header.customer)).to.equal(subject.address);
  });

  describe("pause and suspension", () => {
    it("default: a pause stops naming and accepting, not withdrawing, leaving, countersigning and asking", async () => {
      const { registry, pauser, acmeWriter, stranger, subject, written, customer } = await loadFixture(withSubject);
      await by(registry, pauser).pause();
      await by(registry, subject).countersign(customer, written.head);
      await by(registry, subject).requestErasure(customer);
      await expect(by(registry, acmeWriter).nameSubject(written.next, stranger.address)).to.be.revertedWithCustomError(
        registry,
        "EnforcedPause",
      );
      await by(registry, subject).leaveSubject(customer);
      await by(registry, pauser).unpause();
      await by(registry, acmeWriter).nameSubject(written.next, stranger.address);
      await by(registry, pauser).pause();
      await expect(by(registry, stranger).acceptSubject(customer)).to.be.revertedWithCustomError(
        registry,
        "EnforcedPause",
      );
      await by(registry, acmeWriter).nameSubject(written.next, NOBODY);
      expect(await registry.namedSubjectOf(customer)).to.equal(NOBODY);
    });

    it("behavior: a suspension of the steward stops naming alone", async () => {
      const { registry, council, acme, acmeWriter, stranger, subject, written, customer } = await loadFixture(named);
      await by(registry, council).suspendOrganisation(acme.address);
      await expect(by(registry, acmeWriter).nameSubject(written.next, stranger.address))
        .to.be.revertedWithCustomError(registry, "OrganisationIsSuspended")
        .withArgs(acme.address);
      await by(registry, subject).acceptSubject(customer);
      await by(registry, subject).countersign(customer, written.head);
      await by(registry, subject).requestErasure(customer);
      await by(registry, acmeWriter).nameSubject(written.next, NOBODY);
      expect(await registry.subjectOf(customer)).to.equal(NOBODY);
    });
  });

  it("error: a name needs the customer's newest entry", async () => {
    const { registry, acme, acmeWriter, stranger, written } = await loadFixture(named);
    const second = await write({ registry, steward: acme, author: acmeWriter, after: written.entry });
    const { customer } = written.entry.header;
    await expect(by(registry, acmeWriter).nameSubject(written.next, stranger.address))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(customer, second.head, written.head);
    // A customer that nobody wrote has no steward yet.
    const { predecessor } = planEntry({ steward: acme, author: acmeWriter });
    await expect(by(registry, acmeWriter).nameSubject(predecessor, stranger.address)).to.be.revertedWithCustomError(
      registry,
      "StaleHead",
    );
  });

  it("attack: only a WRITER of the steward names: not organisation, KEEPER, council, foreign WRITER, subject", async () => {
    const { registry, council, acme, acmeKeeper, boltWriter, stranger, subject, written } =
      await loadFixture(withSubject);
    for (const account of [council, acme, acmeKeeper, boltWriter, stranger, subject]) {
      for (const name of [account.address, NOBODY]) {
        await expect(by(registry, account).nameSubject(written.next, name))
          .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
          .withArgs(account.address, roleOf("WRITER", acme));
      }
    }
  });

  it("attack: a WRITER whose role has ended names and withdraws nobody", async () => {
    const { registry, acme, acmeKeeper, stranger, pauser, written } = await loadFixture(named);
    const end = (await now()) + 1000n;
    await by(registry, acmeKeeper).grantRoleUntil(roleOf("WRITER", acme), stranger.address, end);
    await time.increaseTo(end);
    for (const name of [pauser.address, NOBODY]) {
      await expect(by(registry, stranger).nameSubject(written.next, name)).to.be.revertedWithCustomError(
        registry,
        "AccessControlUnauthorizedAccount",
      );
    }
  });

  it("attack: nobody but the named accepts, and only once", async () => {
    const { registry, council, acme, acmeWriter, stranger, subject, customer } = await loadFixture(named);
    for (const account of [council, acme, acmeWriter, stranger]) {
      await expect(by(registry, account).acceptSubject(customer))
        .to.be.revertedWithCustomError(registry, "NotNamedSubject")
        .withArgs(customer, account.address);
    }
    await by(registry, subject).acceptSubject(customer);
    for (const account of [subject, stranger]) {
      await expect(by(registry, account).acceptSubject(customer))
        .to.be.revertedWithCustomError(registry, "NotNamedSubject")
        .withArgs(customer, account.address);
    }
  });

  it("attack: an acceptance that is overtaken by another name reverts, and takes no other customer", async () => {
    const { registry, acme, acmeWriter, stranger, subject, written, customer } = await loadFixture(named);
    // The steward's transaction lands first.
    await by(registry, acmeWriter).nameSubject(written.next, stranger.address);
    await expect(by(registry, subject).acceptSubject(customer))
      .to.be.revertedWithCustomError(registry, "NotNamedSubject")
      .withArgs(customer, subject.address);
    const elsewhere = await write({ registry, steward: acme, author: acmeWriter });
    await expect(by(registry, stranger).acceptSubject(elsewhere.entry.header.customer)).to.be.revertedWithCustomError(
      registry,
      "NotNamedSubject",
    );
    await by(registry, stranger).acceptSubject(customer);
  });

  it("attack: an acceptance that overtakes its withdrawal gains nothing: the withdrawal ends it", async () => {
    const { registry, acmeWriter, subject, written, customer } = await loadFixture(named);
    // Seen in the pool: the withdrawal. The named one accepts first.
    await by(registry, subject).acceptSubject(customer);
    await by(registry, acmeWriter).nameSubject(written.next, NOBODY);
    for (const [call, error] of [
      [by(registry, subject).requestErasure(customer), "NotSubject"],
      [by(registry, subject).countersign(customer, written.head), "NotSubject"],
      [by(registry, subject).append(written.next, contentOf({ kind: 4 })), "AccessControlUnauthorizedAccount"],
      [by(registry, subject).acceptSubject(customer), "NotNamedSubject"],
    ] as const) {
      await expect(call).to.be.revertedWithCustomError(registry, error);
    }
  });

  it("attack: who is named and has not accepted can do nothing else", async () => {
    const { registry, acme, subject, written, customer } = await loadFixture(named);
    for (const call of [
      by(registry, subject).countersign(customer, written.head),
      by(registry, subject).requestErasure(customer),
      by(registry, subject).leaveSubject(customer),
    ]) {
      await expect(call).to.be.revertedWithCustomError(registry, "NotSubject").withArgs(customer, subject.address);
    }
    for (const call of [
      by(registry, subject).append(written.next, contentOf({ kind: 4 })),
      by(registry, subject).appendMany([{ predecessor: written.next, content: contentOf({ kind: 4 }) }]),
    ]) {
      await expect(call)
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(subject.address, roleOf("WRITER", acme));
    }
  });

  it("attack: nobody speaks for the subject, not of another customer either", async () => {
    const { registry, council, acme, acmeKeeper, acmeWriter, stranger, subject, written, customer } =
      await loadFixture(withSubject);
    for (const account of [council, acme, acmeKeeper, acmeWriter, stranger]) {
      for (const call of [
        by(registry, account).countersign(customer, written.head),
        by(registry, account).requestErasure(customer),
        by(registry, account).leaveSubject(customer),
      ]) {
        await expect(call).to.be.revertedWithCustomError(registry, "NotSubject").withArgs(customer, account.address);
      }
    }
    const elsewhere = randomHash();
    await expect(by(registry, subject).requestErasure(elsewhere))
      .to.be.revertedWithCustomError(registry, "NotSubject")
      .withArgs(elsewhere, subject.address);
  });

  it("attack: a subject that writes before each withdrawal is withdrawn while its steward is suspended", async () => {
    const { registry, council, acme, acmeWriter, subject, written, customer } = await loadFixture(withSubject);
    const consent = planEntry({ steward: acme, author: subject, after: written.entry, content: { kind: 4 } });
    await by(registry, subject).append(consent.predecessor, consent.content);
    await expect(by(registry, acmeWriter).nameSubject(written.next, NOBODY)).to.be.revertedWithCustomError(
      registry,
      "StaleHead",
    );
    await by(registry, council).suspendOrganisation(acme.address);
    await expect(by(registry, subject).append(consent.next, contentOf({ kind: 4 }))).to.be.revertedWithCustomError(
      registry,
      "OrganisationIsSuspended",
    );
    await by(registry, acmeWriter).nameSubject(consent.next, NOBODY);
    await by(registry, council).reinstateOrganisation(acme.address);
    expect(await registry.subjectOf(customer)).to.equal(NOBODY);
  });
});
