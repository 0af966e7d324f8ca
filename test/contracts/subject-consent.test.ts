import { expect } from "chai";
import { describe, it } from "mocha";
import { contentOf, eventOf, originOf, ZERO_HASH } from "./support/entries.ts";
import {
  by,
  deployed,
  ethers,
  networkHelpers,
  planEntry,
  randomKey,
  roleOf,
  withSubject,
  write,
} from "./support/fixture.ts";
import { send, sign } from "./support/signed-append.ts";

const { loadFixture } = networkHelpers;
const CONSENT = 4;

/** The subject's next consent entry, prepared and not written. */
async function prepared() {
  const parties = await withSubject();
  const { acme, subject, written } = parties;
  const plan = planEntry({ steward: acme, author: subject, after: written.entry, content: { kind: CONSENT } });
  return { ...parties, plan };
}

describe("consent by the subject", () => {
  it("default: the subject writes consent itself, without a role", async () => {
    const { registry, acme, subject, plan, customer } = await loadFixture(prepared);
    expect(await registry.hasRole(roleOf("WRITER", acme), subject.address)).to.equal(false);
    await expect(by(registry, subject).append(plan.predecessor, plan.content))
      .to.emit(registry, "EntryAppended")
      .withArgs(...eventOf(plan.entry));
    expect(await registry.headOf(customer)).to.equal(plan.head);
  });

  it("default: the subject signs and anyone sends, so that it needs no ether", async () => {
    const { registry, stranger, subject, plan } = await loadFixture(prepared);
    const signature = await sign({ registry, signer: subject, entry: plan.entry });
    await expect(send({ registry, relayer: stranger, plan, author: subject, signature }))
      .to.emit(registry, "EntryAppended")
      .withArgs(...eventOf(plan.entry));
  });

  it("behavior: the steward's WRITERs write on after it, consent too", async () => {
    const { registry, acme, acmeWriter, subject, plan } = await loadFixture(prepared);
    await by(registry, subject).append(plan.predecessor, plan.content);
    await write({ registry, steward: acme, author: acmeWriter, after: plan.entry, content: { kind: CONSENT } });
  });

  it("behavior: after a transfer the subject writes under the new steward and its key", async () => {
    const { registry, acme, bolt, boltKeeper, boltWriter, subject, written } = await loadFixture(prepared);
    await by(registry, boltKeeper).publishKey(bolt.address, 1, randomKey());
    await by(registry, acme).offerTransfer(written.next, bolt.address);
    const transfer = planEntry({
      steward: bolt,
      author: boltWriter,
      after: written.entry,
      content: { kind: 7, keyEpoch: 2 },
    });
    await by(registry, boltWriter).acceptTransfer(transfer.predecessor, transfer.content, bolt.address);
    await expect(by(registry, subject).append(transfer.next, contentOf({ kind: CONSENT, keyEpoch: 1 })))
      .to.be.revertedWithCustomError(registry, "StaleKeyEpoch")
      .withArgs(bolt.address, 1, 2);
    await by(registry, subject).append(transfer.next, contentOf({ kind: CONSENT, keyEpoch: 2 }));
  });

  it("behavior: a contract wallet is a subject like any other (ERC-1271)", async () => {
    const { registry, acme, acmeWriter, stranger, subject: owner, written, customer } = await loadFixture(withSubject);
    const wallet = await ethers.deployContract("OwnedWallet", [owner.address]);
    const author = { address: await wallet.getAddress() };
    await by(registry, acmeWriter).nameSubject(written.next, author.address);
    const accept = registry.interface.encodeFunctionData("acceptSubject", [customer]);
    await wallet.getFunction("execute").send(await registry.getAddress(), accept);
    const plan = planEntry({ steward: acme, author, after: written.entry, content: { kind: CONSENT } });
    const signature = await sign({ registry, signer: owner, entry: plan.entry });
    await send({ registry, relayer: stranger, plan, author, signature });
    expect(await registry.headOf(customer)).to.equal(plan.head);
  });

  it("error: the same refusals as a WRITER's: pause, suspension, epoch, content, predecessor", async () => {
    const { registry, council, pauser, acme, acmeWriter, subject, plan, written, customer } =
      await loadFixture(prepared);
    const attempt = (content = plan.content) => by(registry, subject).append(plan.predecessor, content);
    const withContent = (change: object) => attempt({ ...plan.content, ...change });
    await by(registry, pauser).pause();
    await expect(attempt()).to.be.revertedWithCustomError(registry, "EnforcedPause");
    await by(registry, pauser).unpause();
    await by(registry, council).suspendOrganisation(acme.address);
    await expect(attempt()).to.be.revertedWithCustomError(registry, "OrganisationIsSuspended").withArgs(acme.address);
    await by(registry, council).reinstateOrganisation(acme.address);
    await expect(withContent({ keyEpoch: 2 })).to.be.revertedWithCustomError(registry, "StaleKeyEpoch");
    await expect(withContent({ commitment: ZERO_HASH })).to.be.revertedWithCustomError(registry, "ZeroCommitment");
    await expect(withContent({ payloadDigest: ZERO_HASH })).to.be.revertedWithCustomError(
      registry,
      "ZeroPayloadDigest",
    );
    const second = await write({ registry, steward: acme, author: acmeWriter, after: written.entry });
    await expect(attempt())
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(customer, second.head, written.head);
  });

  for (const kind of [0, 1, 2, 3, 5, 6, 7, 8, 9]) {
    it(`attack: the subject writes no entry of kind ${kind}, by itself or by signature`, async () => {
      const { registry, acme, stranger, subject, written, customer } = await loadFixture(withSubject);
      const plan = planEntry({ steward: acme, author: subject, after: written.entry, content: { kind } });
      const signature = await sign({ registry, signer: subject, entry: plan.entry });
      for (const call of [
        by(registry, subject).append(plan.predecessor, plan.content),
        send({ registry, relayer: stranger, plan, author: subject, signature }),
      ]) {
        await expect(call)
          .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
          .withArgs(subject.address, roleOf("WRITER", acme));
      }
      expect(await registry.headOf(customer)).to.equal(written.head);
    });
  }

  it("attack: the subject does not smuggle an entry into appendMany behind a consent", async () => {
    const { registry, acme, subject, plan } = await loadFixture(prepared);
    const profile = planEntry({ steward: acme, author: subject, after: plan.entry });
    const consent = { predecessor: plan.predecessor, content: plan.content };
    for (const appends of [[consent], [consent, { predecessor: profile.predecessor, content: profile.content }]]) {
      await expect(by(registry, subject).appendMany(appends))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(subject.address, roleOf("WRITER", acme));
    }
  });

  it("attack: the subject of one customer writes consent of no other, old or new", async () => {
    const { registry, acme, acmeWriter, subject } = await loadFixture(withSubject);
    const other = await write({ registry, steward: acme, author: acmeWriter });
    for (const predecessor of [other.next, originOf({ steward: acme.address })]) {
      await expect(by(registry, subject).append(predecessor, contentOf({ kind: CONSENT })))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(subject.address, roleOf("WRITER", acme));
    }
  });

  it("attack: the subject names no other steward to escape a suspension or a key", async () => {
    const { registry, council, acme, bolt, subject, written } = await loadFixture(withSubject);
    await by(registry, council).suspendOrganisation(acme.address);
    const forged = { ...written.next, header: { ...written.next.header, steward: bolt.address } };
    await expect(by(registry, subject).append(forged, contentOf({ kind: CONSENT }))).to.be.revertedWithCustomError(
      registry,
      "StaleHead",
    );
    // Nor does it begin its customer's chain again.
    const origin = { ...originOf({ steward: bolt.address }), header: { ...forged.header, sequence: 0n } };
    await expect(by(registry, subject).append(origin, contentOf({ kind: CONSENT }))).to.be.revertedWithCustomError(
      registry,
      "CustomerIdMismatch",
    );
  });

  it("attack: nobody writes in the subject's name without its signature", async () => {
    const { registry, acme, acmeWriter, stranger, subject, plan } = await loadFixture(prepared);
    for (const signer of [acmeWriter, stranger]) {
      const signature = await sign({ registry, signer, entry: plan.entry });
      await expect(send({ registry, relayer: stranger, plan, author: subject, signature }))
        .to.be.revertedWithCustomError(registry, "InvalidSignature")
        .withArgs(subject.address);
    }
    const theirs = planEntry({ steward: acme, author: stranger, after: plan.entry, content: { kind: CONSENT } });
    const signature = await sign({ registry, signer: stranger, entry: theirs.entry });
    await expect(
      send({ registry, relayer: stranger, plan: theirs, author: stranger, signature }),
    ).to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount");
  });

  it("attack: a signed consent is worth nothing once the subject was withdrawn, replaced or has left", async () => {
    for (const end of ["withdrawn", "replaced", "left"] as const) {
      const { registry, acme, acmeWriter, stranger, subject, plan, written, customer } = await loadFixture(prepared);
      const signature = await sign({ registry, signer: subject, entry: plan.entry });
      if (end === "left") await by(registry, subject).leaveSubject(customer);
      else {
        const heir = end === "replaced" ? stranger.address : `0x${"00".repeat(20)}`;
        await by(registry, acmeWriter).nameSubject(written.next, heir);
      }
      for (const call of [
        send({ registry, relayer: stranger, plan, author: subject, signature }),
        by(registry, subject).append(plan.predecessor, plan.content),
      ]) {
        await expect(call)
          .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
          .withArgs(subject.address, roleOf("WRITER", acme));
      }
    }
  });

  it("attack: with nobody named, the zero address is no subject", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const written = await write({ registry, steward: acme, author: acmeWriter });
    const nobody = { address: `0x${"00".repeat(20)}` };
    const plan = planEntry({ steward: acme, author: nobody, after: written.entry, content: { kind: CONSENT } });
    await expect(
      send({ registry, relayer: stranger, plan, author: nobody, signature: `0x${"00".repeat(65)}` }),
    ).to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount");
  });
});
