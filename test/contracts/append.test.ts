import { expect } from "chai";
import { describe, it } from "mocha";
import { contentOf, eventOf, originOf, randomHash } from "./support/entries.ts";
import { by, deployed, ethers, networkHelpers, planEntry, roleOf, write } from "./support/fixture.ts";

const { loadFixture } = networkHelpers;
const ZERO = `0x${"00".repeat(32)}`;

describe("append", () => {
  it("default: stores the EIP-712 hash of the first entry and emits all of it", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const { predecessor, content, entry, head } = planEntry({ steward: acme, author: acmeWriter });
    expect(await registry.headOf(predecessor.header.customer)).to.equal(ZERO);
    expect(await by(registry, acmeWriter).append.staticCall(predecessor, content)).to.equal(head);
    await expect(by(registry, acmeWriter).append(predecessor, content))
      .to.emit(registry, "EntryAppended")
      .withArgs(...eventOf(entry));
    expect(await registry.headOf(predecessor.header.customer)).to.equal(head);
  });

  it("behavior: every later entry names the stored head and counts on by one", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    let last = await write({ registry, steward: acme, author: acmeWriter });
    for (let sequence = 2n; sequence <= 5n; sequence += 1n) {
      const next = planEntry({ steward: acme, author: acmeWriter, after: last.entry });
      expect(next.entry.header.sequence).to.equal(sequence);
      expect(next.entry.body.previous).to.equal(await registry.headOf(next.entry.header.customer));
      await expect(by(registry, acmeWriter).append(next.predecessor, next.content))
        .to.emit(registry, "EntryAppended")
        .withArgs(...eventOf(next.entry));
      expect(await registry.headOf(next.entry.header.customer)).to.equal(next.head);
      last = next;
    }
  });

  for (const kind of [1, 2, 3, 4, 5, 6]) {
    it(`args: accepts content of kind ${kind}`, async () => {
      const { registry, acme, acmeWriter } = await loadFixture(deployed);
      const { entry, head } = await write({ registry, steward: acme, author: acmeWriter, content: { kind } });
      expect(await registry.headOf(entry.header.customer)).to.equal(head);
    });
  }

  for (const kind of [0, 7, 8, 9, 10, 65_535]) {
    it(`error: refuses kind ${kind}, which append does not write`, async () => {
      const { registry, acme, acmeWriter } = await loadFixture(deployed);
      const { predecessor, content } = planEntry({ steward: acme, author: acmeWriter, content: { kind } });
      await expect(by(registry, acmeWriter).append(predecessor, content))
        .to.be.revertedWithCustomError(registry, "UnknownKind")
        .withArgs(kind);
    });
  }

  it("error: refuses a zero commitment and a zero payload digest", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const predecessor = originOf({ steward: acme.address });
    const { customer } = predecessor.header;
    await expect(by(registry, acmeWriter).append(predecessor, contentOf({ commitment: ZERO })))
      .to.be.revertedWithCustomError(registry, "ZeroCommitment")
      .withArgs(customer);
    await expect(by(registry, acmeWriter).append(predecessor, contentOf({ payloadDigest: ZERO })))
      .to.be.revertedWithCustomError(registry, "ZeroPayloadDigest")
      .withArgs(customer);
  });

  it("error: refuses every key epoch but the steward's current one", async () => {
    const { registry, acme, acmeKeeper, acmeWriter } = await loadFixture(deployed);
    const append = (keyEpoch: number) =>
      by(registry, acmeWriter).append(originOf({ steward: acme.address }), contentOf({ keyEpoch }));
    for (const given of [0, 2, 4_294_967_295]) {
      await expect(append(given))
        .to.be.revertedWithCustomError(registry, "StaleKeyEpoch")
        .withArgs(acme.address, given, 1);
    }
    await by(registry, acmeKeeper).publishKey(acme.address, 1, `0x${"01".repeat(1216)}`);
    await expect(append(1)).to.be.revertedWithCustomError(registry, "StaleKeyEpoch").withArgs(acme.address, 1, 2);
    await append(2);
  });

  it("error: an organisation without a key cannot write, under epoch 0 neither", async () => {
    const { registry, council, other, acmeWriter } = await loadFixture(deployed);
    await by(registry, council).registerOrganisation(other.address, "Keyless");
    await by(registry, other).grantRole(roleOf("WRITER", other), acmeWriter.address);
    for (const given of [0, 1]) {
      await expect(
        by(registry, acmeWriter).append(originOf({ steward: other.address }), contentOf({ keyEpoch: given })),
      )
        .to.be.revertedWithCustomError(registry, "StaleKeyEpoch")
        .withArgs(other.address, given, 0);
    }
  });

  it("error: a predecessor that is not the newest entry reverts with both hashes", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const first = await write({ registry, steward: acme, author: acmeWriter });
    const second = await write({ registry, steward: acme, author: acmeWriter, after: first.entry });
    const { customer } = first.entry.header;
    await expect(by(registry, acmeWriter).append(first.next, contentOf()))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(customer, second.head, first.head);
    // The origin, a second time.
    await expect(by(registry, acmeWriter).append(first.predecessor, contentOf()))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(customer, second.head, ZERO);
  });

  it("error: a predecessor of a customer nobody wrote reverts", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const { next, head, entry } = planEntry({ steward: acme, author: acmeWriter });
    await expect(by(registry, acmeWriter).append(next, contentOf()))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(entry.header.customer, ZERO, head);
  });

  it("attack: of two writers with the same predecessor one wins, the other reverts", async () => {
    const { registry, acme, acmeKeeper, acmeWriter, other } = await loadFixture(deployed);
    await by(registry, acmeKeeper).grantRole(roleOf("WRITER", acme), other.address);
    const first = await write({ registry, steward: acme, author: acmeWriter });
    const winner = await write({ registry, steward: acme, author: other, after: first.entry });
    await expect(by(registry, acmeWriter).append(first.next, contentOf()))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(first.entry.header.customer, winner.head, first.head);
  });

  it("attack: changing any part of the predecessor does not match the head", async () => {
    const { registry, acme, acmeWriter, bolt, boltWriter } = await loadFixture(deployed);
    const { next, head } = await write({ registry, steward: acme, author: acmeWriter });
    const forge = (header: object, bodyHash = next.bodyHash) => ({ header: { ...next.header, ...header }, bodyHash });
    for (const predecessor of [forge({ sequence: 2n }), forge({ sequence: 2n ** 64n - 1n }), forge({}, randomHash())]) {
      await expect(by(registry, acmeWriter).append(predecessor, contentOf())).to.be.revertedWithCustomError(
        registry,
        "StaleHead",
      );
    }
    // A writer of another organisation says that it is the steward.
    await expect(
      by(registry, boltWriter).append(forge({ steward: bolt.address }), contentOf()),
    ).to.be.revertedWithCustomError(registry, "StaleHead");
    expect(await registry.headOf(next.header.customer)).to.equal(head);
  });

  it("attack: an id cannot be opened by another organisation, nor with another salt", async () => {
    const { registry, acme, acmeWriter, bolt, boltWriter } = await loadFixture(deployed);
    // Seen in the pool: Acme's first entry. Bolt's writer sends it first, in Bolt's name, then under Acme's id.
    const theirs = planEntry({ steward: acme, author: acmeWriter });
    const { customer } = theirs.entry.header;
    const salt = theirs.predecessor.bodyHash;
    const stolen = { header: { customer, sequence: 0n, steward: bolt.address }, bodyHash: salt };
    await expect(by(registry, boltWriter).append(stolen, contentOf()))
      .to.be.revertedWithCustomError(registry, "CustomerIdMismatch")
      .withArgs(customer, originOf({ steward: bolt.address, salt }).header.customer);
    const otherSalt = { ...theirs.predecessor, bodyHash: randomHash() };
    await expect(by(registry, acmeWriter).append(otherSalt, contentOf())).to.be.revertedWithCustomError(
      registry,
      "CustomerIdMismatch",
    );
    // Under Acme's own id it has no role.
    await expect(by(registry, boltWriter).append(theirs.predecessor, theirs.content))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(boltWriter.address, roleOf("WRITER", acme));
    await by(registry, acmeWriter).append(theirs.predecessor, theirs.content);
  });

  it("attack: only a WRITER of the steward appends: not council, organisation, KEEPER, foreign WRITER or stranger", async () => {
    const { registry, council, acme, acmeKeeper, boltWriter, stranger, pauser } = await loadFixture(deployed);
    const predecessor = originOf({ steward: acme.address });
    for (const account of [council, acme, acmeKeeper, boltWriter, stranger, pauser]) {
      await expect(by(registry, account).append(predecessor, contentOf()))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, roleOf("WRITER", acme));
    }
  });

  it("attack: dirty high bits in a narrow word are refused", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const { predecessor, content } = planEntry({ steward: acme, author: acmeWriter });
    const data = registry.interface.encodeFunctionData("append", [predecessor, content]);
    const send = (calldata: string) => acmeWriter.sendTransaction({ to: registry.getAddress(), data: calldata });
    // Words after the selector: customer, sequence, steward, bodyHash, kind, keyEpoch, commitment, payloadDigest.
    for (const word of [1, 2, 4, 5]) {
      const at = 2 + 8 + word * 64;
      await expect(send(`${data.slice(0, at)}80${data.slice(at + 2)}`)).to.be.revertedWithoutReason(ethers);
    }
    await send(data);
  });
});
