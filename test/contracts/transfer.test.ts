import { expect } from "chai";
import { describe, it } from "mocha";
import { contentOf, entryOf, eventOf, headOf } from "./support/entries.ts";
import { by, deployed, networkHelpers, planEntry, randomKey, roleOf, write } from "./support/fixture.ts";

const { loadFixture } = networkHelpers;
const NOBODY = `0x${"00".repeat(20)}`;
const ZERO = `0x${"00".repeat(32)}`;

/** A customer of Acme's that is offered to Bolt, whose key is in its second epoch. */
async function offered() {
  const parties = await deployed();
  const { registry, acme, acmeKeeper, acmeWriter, bolt, boltKeeper, boltWriter } = parties;
  await by(registry, boltKeeper).publishKey(bolt.address, 1, randomKey());
  const written = await write({ registry, steward: acme, author: acmeWriter });
  await by(registry, acmeKeeper).offerTransfer(written.next, bolt.address);
  const content = contentOf({ kind: 7, keyEpoch: 2 });
  const entry = entryOf({
    predecessor: written.next,
    content,
    author: boltWriter.address,
    steward: bolt.address,
    previous: written.head,
  });
  return { ...parties, written, content, entry, customer: written.entry.header.customer };
}

describe("transfer", () => {
  it("default: the steward offers, a WRITER of the other accepts, and the steward is the other", async () => {
    const { registry, boltWriter, bolt, written, content, entry, customer } = await loadFixture(offered);
    expect(await registry.transferOffer(customer)).to.equal(bolt.address);
    await expect(by(registry, boltWriter).acceptTransfer(written.next, content, bolt.address))
      .to.emit(registry, "EntryAppended")
      .withArgs(...eventOf(entry));
    expect(await registry.headOf(customer)).to.equal(headOf(entry));
    expect(await registry.transferOffer(customer)).to.equal(NOBODY);
  });

  it("behavior: afterwards the new steward writes, and the former one does not", async () => {
    const { registry, acmeWriter, boltWriter, bolt, written, content, entry } = await loadFixture(offered);
    await by(registry, boltWriter).acceptTransfer(written.next, content, bolt.address);
    const next = planEntry({ steward: bolt, author: boltWriter, after: entry, content: { keyEpoch: 2 } });
    await expect(by(registry, acmeWriter).append(next.predecessor, next.content))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(acmeWriter.address, roleOf("WRITER", bolt));
    await expect(by(registry, acmeWriter).append(written.next, contentOf())).to.be.revertedWithCustomError(
      registry,
      "StaleHead",
    );
    await by(registry, boltWriter).append(next.predecessor, next.content);
    expect(await registry.headOf(entry.header.customer)).to.equal(next.head);
  });

  it("behavior: a customer can go back, as often as they like", async () => {
    const { registry, acme, acmeWriter, bolt, boltKeeper, boltWriter, written, content, entry } =
      await loadFixture(offered);
    await by(registry, boltWriter).acceptTransfer(written.next, content, bolt.address);
    const back = planEntry({ steward: acme, author: acmeWriter, after: entry, content: { kind: 7, keyEpoch: 1 } });
    await by(registry, boltKeeper).offerTransfer(back.predecessor, acme.address);
    await by(registry, acmeWriter).acceptTransfer(back.predecessor, back.content, acme.address);
    expect(await registry.headOf(entry.header.customer)).to.equal(back.head);
    await write({ registry, steward: acme, author: acmeWriter, after: back.entry });
  });

  it("default: an offer names customer, head and both organisations", async () => {
    const { registry, acme, acmeWriter, bolt } = await loadFixture(deployed);
    const { next, head, entry } = await write({ registry, steward: acme, author: acmeWriter });
    await expect(by(registry, acme).offerTransfer(next, bolt.address))
      .to.emit(registry, "TransferOffered")
      .withArgs(entry.header.customer, head, acme.address, bolt.address);
  });

  it("behavior: an offer is replaced by the next, and withdrawn with nobody", async () => {
    const { registry, council, acme, acmeKeeper, boltWriter, bolt, other, written, content, customer } =
      await loadFixture(offered);
    await by(registry, council).registerOrganisation(other.address, "Other");
    await by(registry, acmeKeeper).offerTransfer(written.next, other.address);
    expect(await registry.transferOffer(customer)).to.equal(other.address);
    await expect(by(registry, boltWriter).acceptTransfer(written.next, content, bolt.address))
      .to.be.revertedWithCustomError(registry, "TransferNotOffered")
      .withArgs(customer, bolt.address);
    await expect(by(registry, acmeKeeper).offerTransfer(written.next, NOBODY))
      .to.emit(registry, "TransferOffered")
      .withArgs(customer, written.head, acme.address, NOBODY);
    expect(await registry.transferOffer(customer)).to.equal(NOBODY);
  });

  it("behavior: a newer entry voids the offer", async () => {
    const { registry, acme, acmeWriter, boltWriter, bolt, written, content, customer } = await loadFixture(offered);
    const newer = await write({ registry, steward: acme, author: acmeWriter, after: written.entry });
    expect(await registry.transferOffer(customer)).to.equal(NOBODY);
    await expect(by(registry, boltWriter).acceptTransfer(written.next, content, bolt.address))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(customer, newer.head, written.head);
    await expect(by(registry, boltWriter).acceptTransfer(newer.next, content, bolt.address))
      .to.be.revertedWithCustomError(registry, "TransferNotOffered")
      .withArgs(customer, bolt.address);
  });

  it("error: nobody can accept for nobody", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const { next, entry } = await write({ registry, steward: acme, author: acmeWriter });
    await expect(by(registry, stranger).acceptTransfer(next, contentOf({ kind: 7 }), NOBODY))
      .to.be.revertedWithCustomError(registry, "TransferNotOffered")
      .withArgs(entry.header.customer, NOBODY);
  });

  it("error: only registered organisations that are not suspended, and not the steward, can be offered to", async () => {
    const { registry, council, acme, acmeWriter, bolt, stranger } = await loadFixture(deployed);
    const { next, entry } = await write({ registry, steward: acme, author: acmeWriter });
    await expect(by(registry, acme).offerTransfer(next, stranger.address))
      .to.be.revertedWithCustomError(registry, "UnknownOrganisation")
      .withArgs(stranger.address);
    await expect(by(registry, acme).offerTransfer(next, acme.address))
      .to.be.revertedWithCustomError(registry, "TransferToSteward")
      .withArgs(entry.header.customer, acme.address);
    await by(registry, council).suspendOrganisation(bolt.address);
    await expect(by(registry, acme).offerTransfer(next, bolt.address))
      .to.be.revertedWithCustomError(registry, "OrganisationIsSuspended")
      .withArgs(bolt.address);
  });

  it("error: an offer of what is not the newest entry, or of no entry, reverts", async () => {
    const { registry, acme, acmeWriter, bolt, written, customer } = await loadFixture(offered);
    const newer = await write({ registry, steward: acme, author: acmeWriter, after: written.entry });
    await expect(by(registry, acme).offerTransfer(written.next, bolt.address))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(customer, newer.head, written.head);
    await expect(by(registry, acme).offerTransfer(written.predecessor, bolt.address)).to.be.revertedWithCustomError(
      registry,
      "StaleHead",
    );
  });

  it("error: a suspension of either side stops offer and acceptance, not withdrawal", async () => {
    const { registry, council, acme, acmeKeeper, boltWriter, bolt, written, content, customer } =
      await loadFixture(offered);
    const accept = () => by(registry, boltWriter).acceptTransfer(written.next, content, bolt.address);
    await by(registry, council).suspendOrganisation(bolt.address);
    await expect(accept()).to.be.revertedWithCustomError(registry, "OrganisationIsSuspended").withArgs(bolt.address);
    await by(registry, council).reinstateOrganisation(bolt.address);
    await by(registry, council).suspendOrganisation(acme.address);
    await expect(accept()).to.be.revertedWithCustomError(registry, "OrganisationIsSuspended").withArgs(acme.address);
    await expect(by(registry, acmeKeeper).offerTransfer(written.next, bolt.address))
      .to.be.revertedWithCustomError(registry, "OrganisationIsSuspended")
      .withArgs(acme.address);
    await by(registry, acmeKeeper).offerTransfer(written.next, NOBODY);
    expect(await registry.transferOffer(customer)).to.equal(NOBODY);
  });

  it("error: an acceptance is of kind transfer, with content, under the new steward's key", async () => {
    const { registry, boltWriter, bolt, written, content, customer } = await loadFixture(offered);
    const accept = (change: object) =>
      by(registry, boltWriter).acceptTransfer(written.next, { ...content, ...change }, bolt.address);
    for (const kind of [0, 1, 6, 8]) {
      await expect(accept({ kind })).to.be.revertedWithCustomError(registry, "UnknownKind").withArgs(kind);
    }
    await expect(accept({ commitment: ZERO }))
      .to.be.revertedWithCustomError(registry, "ZeroCommitment")
      .withArgs(customer);
    await expect(accept({ payloadDigest: ZERO }))
      .to.be.revertedWithCustomError(registry, "ZeroPayloadDigest")
      .withArgs(customer);
    await expect(accept({ keyEpoch: 1 }))
      .to.be.revertedWithCustomError(registry, "StaleKeyEpoch")
      .withArgs(bolt.address, 1, 2);
  });

  it("attack: only the steward's ORGANISATION or KEEPER offers", async () => {
    const { registry, council, acme, acmeWriter, bolt, boltKeeper, stranger } = await loadFixture(deployed);
    const { next } = await write({ registry, steward: acme, author: acmeWriter });
    for (const account of [council, acmeWriter, boltKeeper, bolt, stranger]) {
      await expect(by(registry, account).offerTransfer(next, bolt.address))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, roleOf("KEEPER", acme));
    }
    // In the name of the new steward.
    const forged = { ...next, header: { ...next.header, steward: bolt.address } };
    await expect(by(registry, boltKeeper).offerTransfer(forged, bolt.address)).to.be.revertedWithCustomError(
      registry,
      "StaleHead",
    );
  });

  it("attack: only a WRITER of the organisation it was offered to accepts", async () => {
    const { registry, acme, acmeWriter, bolt, boltKeeper, stranger, written, content, customer } =
      await loadFixture(offered);
    for (const account of [acme, acmeWriter, bolt, boltKeeper, stranger]) {
      await expect(by(registry, account).acceptTransfer(written.next, content, bolt.address))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, roleOf("WRITER", bolt));
    }
    await expect(by(registry, acmeWriter).acceptTransfer(written.next, content, acme.address))
      .to.be.revertedWithCustomError(registry, "TransferNotOffered")
      .withArgs(customer, acme.address);
  });

  it("attack: an offer is accepted once", async () => {
    const { registry, boltWriter, bolt, written, content } = await loadFixture(offered);
    await by(registry, boltWriter).acceptTransfer(written.next, content, bolt.address);
    await expect(
      by(registry, boltWriter).acceptTransfer(written.next, content, bolt.address),
    ).to.be.revertedWithCustomError(registry, "StaleHead");
  });
});
