import { expect } from "chai";
import { AbiCoder, id, keccak256 } from "ethers";
import { describe, it } from "mocha";
import { contentOf, erasedHeadOf, eventOf, headOf, ZERO_HASH } from "./support/entries.ts";
import {
  by,
  connection,
  deployed,
  networkHelpers,
  now,
  planEntry,
  randomKey,
  roleOf,
  withSubject,
  write,
} from "./support/fixture.ts";
import { send, sign } from "./support/signed-append.ts";

const { loadFixture, time } = networkHelpers;
const NOBODY = `0x${"00".repeat(20)}`;
/** The slot of the heads, which storage proofs read (client/verify/heads-slot.ts). */
const HEADS_SLOT = 7n;

/** What the registry makes of an erasure: nothing is stored of it, so nothing is committed to. */
const ERASURE = { kind: 9, commitment: ZERO_HASH, payloadDigest: ZERO_HASH };

/** A customer of Acme's with one entry, and a COMPLIANCE of Acme. */
async function written() {
  const parties = await deployed();
  const { registry, acme, acmeKeeper, acmeWriter, other: officer } = parties;
  await by(registry, acmeKeeper).grantRole(roleOf("COMPLIANCE", acme), officer.address);
  const last = await write({ registry, steward: acme, author: acmeWriter });
  return { ...parties, officer, last, customer: last.entry.header.customer };
}

/** The same, erased by the COMPLIANCE. */
async function erased() {
  const parties = await written();
  const { registry, acme, officer, last } = parties;
  const erasure = planEntry({ steward: acme, author: officer, after: last.entry, content: ERASURE });
  await by(registry, officer).erase(last.next);
  return { ...parties, erasure };
}

describe("erasure", () => {
  it("default: writes a last entry of kind erasure and stores what is no entry's hash", async () => {
    const { registry, acme, officer, last, customer } = await loadFixture(written);
    const { entry, head } = planEntry({ steward: acme, author: officer, after: last.entry, content: ERASURE });
    await expect(by(registry, officer).erase(last.next))
      .to.emit(registry, "EntryAppended")
      .withArgs(...eventOf(entry))
      .and.to.emit(registry, "CustomerErased")
      .withArgs(customer, acme.address);
    const stored = await registry.headOf(customer);
    expect(stored).to.equal(erasedHeadOf(head));
    expect(stored).to.equal(
      keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes32"], [id("Erased(bytes32 head)"), head])),
    );
    expect(stored).not.to.equal(head);
  });

  it("behavior: COMPLIANCE, KEEPER and ORGANISATION of the steward may", async () => {
    const { registry, acme, acmeKeeper, acmeWriter, officer } = await loadFixture(written);
    for (const account of [acme, acmeKeeper, officer]) {
      const { next, entry } = await write({ registry, steward: acme, author: acmeWriter });
      await expect(by(registry, account).erase(next))
        .to.emit(registry, "CustomerErased")
        .withArgs(entry.header.customer, acme.address);
    }
  });

  it("behavior: its key epoch is the steward's current one", async () => {
    const { registry, acme, acmeKeeper, officer, last } = await loadFixture(written);
    await by(registry, acmeKeeper).publishKey(acme.address, 1, randomKey());
    const content = { ...ERASURE, keyEpoch: 2 };
    const { entry } = planEntry({ steward: acme, author: officer, after: last.entry, content });
    await expect(by(registry, officer).erase(last.next))
      .to.emit(registry, "EntryAppended")
      .withArgs(...eventOf(entry));
  });

  it("behavior: after a transfer the new steward erases, the former cannot", async () => {
    const { registry, acme, acmeKeeper, officer, bolt, boltKeeper, boltWriter, last } = await loadFixture(written);
    await by(registry, acme).offerTransfer(last.next, bolt.address);
    const transfer = planEntry({ steward: bolt, author: boltWriter, after: last.entry, content: { kind: 7 } });
    await by(registry, boltWriter).acceptTransfer(transfer.predecessor, transfer.content, bolt.address);
    for (const account of [acme, acmeKeeper, officer]) {
      await expect(by(registry, account).erase(transfer.next))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, roleOf("KEEPER", bolt));
    }
    const { entry } = planEntry({ steward: bolt, author: boltKeeper, after: transfer.entry, content: ERASURE });
    await expect(by(registry, boltKeeper).erase(transfer.next))
      .to.emit(registry, "EntryAppended")
      .withArgs(...eventOf(entry));
  });

  it("behavior: neither a pause nor a suspension stops it", async () => {
    const { registry, council, pauser, acme, acmeWriter, officer, last } = await loadFixture(written);
    const [second, third] = [
      await write({ registry, steward: acme, author: acmeWriter }),
      await write({ registry, steward: acme, author: acmeWriter }),
    ];
    await by(registry, pauser).pause();
    await expect(by(registry, officer).erase(last.next)).to.emit(registry, "CustomerErased");
    await by(registry, council).suspendOrganisation(acme.address);
    await expect(by(registry, officer).erase(second.next)).to.emit(registry, "CustomerErased");
    await by(registry, pauser).unpause();
    await expect(by(registry, officer).erase(third.next)).to.emit(registry, "CustomerErased");
  });

  it("behavior: heads are in the slot that storage proofs read, before and after", async () => {
    const { registry, officer, last, customer } = await loadFixture(written);
    const slot = keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256"], [customer, HEADS_SLOT]));
    const read = async () =>
      connection.provider.request({
        method: "eth_getStorageAt",
        params: [await registry.getAddress(), slot, "latest"],
      });
    expect(await read()).to.equal(last.head);
    await by(registry, officer).erase(last.next);
    expect(await read()).to.equal(await registry.headOf(customer));
  });

  it("behavior: the former subject can leave, and ends there", async () => {
    const { registry, acme, acmeWriter, subject, written: last, customer } = await loadFixture(withSubject);
    await by(registry, acme).erase(last.next);
    const erasure = planEntry({ steward: acme, author: acme, after: last.entry, content: ERASURE });
    for (const predecessor of [last.next, erasure.next]) {
      await expect(by(registry, subject).append(predecessor, contentOf({ kind: 4 }))).to.be.revertedWithCustomError(
        registry,
        "StaleHead",
      );
      await expect(by(registry, acmeWriter).nameSubject(predecessor, subject.address)).to.be.revertedWithCustomError(
        registry,
        "StaleHead",
      );
    }
    await by(registry, subject).leaveSubject(customer);
    expect(await registry.subjectOf(customer)).to.equal(NOBODY);
  });

  it("error: what is not the newest entry, or of nobody, is not erased", async () => {
    const { registry, acme, acmeWriter, officer, last, customer } = await loadFixture(written);
    const second = await write({ registry, steward: acme, author: acmeWriter, after: last.entry });
    await expect(by(registry, officer).erase(last.next))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(customer, second.head, last.head);
    const unknown = planEntry({ steward: acme, author: acmeWriter });
    for (const predecessor of [unknown.predecessor, unknown.next]) {
      await expect(by(registry, officer).erase(predecessor)).to.be.revertedWithCustomError(registry, "StaleHead");
    }
  });

  it("attack: nobody else erases: not a WRITER, the council, the pauser, another organisation or the subject", async () => {
    const {
      registry,
      council,
      pauser,
      acme,
      acmeWriter,
      bolt,
      boltKeeper,
      stranger,
      subject,
      written: last,
    } = await loadFixture(withSubject);
    for (const account of [acmeWriter, council, pauser, bolt, boltKeeper, stranger, subject]) {
      await expect(by(registry, account).erase(last.next))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, roleOf("KEEPER", acme));
    }
    const forged = { ...last.next, header: { ...last.next.header, steward: bolt.address } };
    await expect(by(registry, boltKeeper).erase(forged)).to.be.revertedWithCustomError(registry, "StaleHead");
  });

  it("attack: a COMPLIANCE whose role was revoked or has ended erases nothing", async () => {
    const { registry, acme, acmeKeeper, officer, stranger, last } = await loadFixture(written);
    const end = (await now()) + 1000n;
    await by(registry, acmeKeeper).grantRoleUntil(roleOf("COMPLIANCE", acme), stranger.address, end);
    await by(registry, acmeKeeper).revokeRole(roleOf("COMPLIANCE", acme), officer.address);
    await time.increaseTo(end);
    for (const account of [officer, stranger]) {
      await expect(by(registry, account).erase(last.next)).to.be.revertedWithCustomError(
        registry,
        "AccessControlUnauthorizedAccount",
      );
    }
  });

  it("attack: nothing follows an erasure, whichever entry is said to be the newest", async () => {
    const { registry, acme, acmeWriter, officer, bolt, boltWriter, last, erasure, customer } =
      await loadFixture(erased);
    const stored = erasedHeadOf(erasure.head);
    const afterStored = { header: erasure.entry.header, bodyHash: stored };
    for (const [predecessor, given] of [
      [last.next, last.head],
      [erasure.next, headOf(erasure.entry)],
      [last.predecessor, ZERO_HASH],
    ] as const) {
      for (const call of [
        by(registry, acmeWriter).append(predecessor, contentOf()),
        by(registry, acmeWriter).appendMany([{ predecessor, content: contentOf() }]),
      ]) {
        await expect(call).to.be.revertedWithCustomError(registry, "StaleHead").withArgs(customer, stored, given);
      }
    }
    for (const predecessor of [last.next, erasure.next, last.predecessor, afterStored]) {
      for (const call of [
        by(registry, acmeWriter).append(predecessor, contentOf()),
        by(registry, acme).offerTransfer(predecessor, bolt.address),
        by(registry, acme).offerTransfer(predecessor, NOBODY),
        by(registry, boltWriter).acceptTransfer(predecessor, contentOf({ kind: 7 }), bolt.address),
        by(registry, acmeWriter).nameSubject(predecessor, acmeWriter.address),
        by(registry, officer).erase(predecessor),
      ]) {
        await expect(call).to.be.revertedWithCustomError(registry, "StaleHead");
      }
    }
    expect(await registry.headOf(customer)).to.equal(stored);
  });

  it("attack: an offer made before does not bring the customer back", async () => {
    const { registry, acme, bolt, boltWriter, officer, last, customer } = await loadFixture(written);
    await by(registry, acme).offerTransfer(last.next, bolt.address);
    await by(registry, officer).erase(last.next);
    expect(await registry.transferOffer(customer)).to.equal(NOBODY);
    await expect(
      by(registry, boltWriter).acceptTransfer(last.next, contentOf({ kind: 7 }), bolt.address),
    ).to.be.revertedWithCustomError(registry, "StaleHead");
  });

  it("attack: an entry that was signed before is not sent after", async () => {
    const { registry, acme, acmeWriter, subject, stranger, written: last, customer } = await loadFixture(withSubject);
    const plans = [
      { signer: acmeWriter, plan: planEntry({ steward: acme, author: acmeWriter, after: last.entry }) },
      {
        signer: subject,
        plan: planEntry({ steward: acme, author: subject, after: last.entry, content: { kind: 4 } }),
      },
    ];
    const erasure = planEntry({ steward: acme, author: acme, after: last.entry, content: ERASURE });
    // Also one that was prepared for after the erasure.
    plans.push({ signer: acmeWriter, plan: planEntry({ steward: acme, author: acmeWriter, after: erasure.entry }) });
    const signed = await Promise.all(
      plans.map(async ({ signer, plan }) => ({
        plan,
        author: signer,
        signature: await sign({ registry, signer, entry: plan.entry }),
      })),
    );
    await by(registry, acme).erase(last.next);
    for (const { plan, author, signature } of signed) {
      await expect(send({ registry, relayer: stranger, plan, author, signature })).to.be.revertedWithCustomError(
        registry,
        "StaleHead",
      );
    }
    expect(await registry.headOf(customer)).to.equal(erasedHeadOf(erasure.head));
  });

  it("attack: erasing one customer leaves the steward's others as they are", async () => {
    const { registry, acme, acmeWriter, officer, last } = await loadFixture(written);
    const neighbour = await write({ registry, steward: acme, author: acmeWriter });
    await by(registry, officer).erase(last.next);
    expect(await registry.headOf(neighbour.entry.header.customer)).to.equal(neighbour.head);
    await write({ registry, steward: acme, author: acmeWriter, after: neighbour.entry });
  });
});
