import { expect } from "chai";
import { describe, it } from "mocha";
import { anchor, batchOf, planFirsts, type Settlement } from "./support/batch.ts";
import { contentOf, type Entry, entryOf, erasedHeadOf, eventOf, headOf, randomHash } from "./support/entries.ts";
import { by, deployed, ethers, networkHelpers, now, planEntry, randomKey, roleOf, write } from "./support/fixture.ts";

const { loadFixture } = networkHelpers;
const ZERO = `0x${"00".repeat(32)}`;

/** Five new customers of Acme's in a batch, none of them settled. */
async function anchored() {
  const parties = await deployed();
  const { registry, acme, acmeWriter } = parties;
  const plans = planFirsts({ count: 5, steward: acme, author: acmeWriter });
  const { root, count, settlements } = await anchor({ registry, steward: acme, author: acmeWriter, plans });
  const [plan] = plans;
  const [settlement] = settlements;
  if (plan === undefined || settlement === undefined) throw new Error("The batch has five entries.");
  return { ...parties, plans, plan, root, count, settlements, settlement, customer: plan.entry.header.customer };
}

describe("anchorBatch", () => {
  it("default: keeps when and of how many entries, and stores no head", async () => {
    const { registry, acme, acmeWriter, root, plans } = await loadFixture(anchored);
    expect(await registry.batchOf(acme.address, acmeWriter.address, 1, root)).to.deep.equal([await now(), 5n]);
    for (const { entry } of plans) expect(await registry.headOf(entry.header.customer)).to.equal(ZERO);
  });

  it("behavior: says who, under which key, and how many", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const root = randomHash();
    await expect(by(registry, acmeWriter).anchorBatch(acme.address, 1, root, 1_000))
      .to.emit(registry, "BatchAnchored")
      .withArgs(acme.address, acmeWriter.address, root, 1, 1_000);
  });

  it("error: only a WRITER of the steward, under its current key, neither paused nor suspended", async () => {
    const { registry, council, pauser, acme, acmeKeeper, acmeWriter, boltWriter } = await loadFixture(deployed);
    const root = randomHash();
    for (const account of [council, acme, acmeKeeper, boltWriter]) {
      await expect(by(registry, account).anchorBatch(acme.address, 1, root, 1))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, roleOf("WRITER", acme));
    }
    for (const epoch of [0, 2]) {
      await expect(by(registry, acmeWriter).anchorBatch(acme.address, epoch, root, 1))
        .to.be.revertedWithCustomError(registry, "StaleKeyEpoch")
        .withArgs(acme.address, epoch, 1);
    }
    await registry.suspendOrganisation(acme.address);
    await expect(by(registry, acmeWriter).anchorBatch(acme.address, 1, root, 1))
      .to.be.revertedWithCustomError(registry, "OrganisationIsSuspended")
      .withArgs(acme.address);
    await registry.reinstateOrganisation(acme.address);
    await by(registry, pauser).pause();
    await expect(by(registry, acmeWriter).anchorBatch(acme.address, 1, root, 1)).to.be.revertedWithCustomError(
      registry,
      "EnforcedPause",
    );
  });

  it("error: not of nothing, and not twice", async () => {
    const { registry, acme, acmeWriter, root, count } = await loadFixture(anchored);
    await expect(by(registry, acmeWriter).anchorBatch(acme.address, 1, root, 0)).to.be.revertedWithCustomError(
      registry,
      "EmptyBatch",
    );
    // Also with another count: the first one bounds the proofs for good.
    for (const again of [count, 2 ** 32 - 1]) {
      await expect(by(registry, acmeWriter).anchorBatch(acme.address, 1, root, again))
        .to.be.revertedWithCustomError(registry, "BatchAlreadyAnchored")
        .withArgs(acme.address, acmeWriter.address, 1, root);
    }
  });
});

describe("settle", () => {
  it("default: anyone writes an anchored first entry into its slot, as its author", async () => {
    const { registry, stranger, plans, settlements, root } = await loadFixture(anchored);
    for (const [index, { entry, head }] of plans.entries()) {
      const sent = by(registry, stranger).settle(settlements[index]);
      await expect(sent)
        .to.emit(registry, "EntryAppended")
        .withArgs(...eventOf(entry));
      await expect(sent).to.emit(registry, "EntrySettled").withArgs(entry.header.customer, root);
      expect(await registry.headOf(entry.header.customer)).to.equal(head);
    }
  });

  it("behavior: a later entry settles on the stored head, whether that was appended or settled", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const appended = await write({ registry, steward: acme, author: acmeWriter });
    const second = planEntry({ steward: acme, author: acmeWriter, after: appended.entry });
    const third = planEntry({ steward: acme, author: acmeWriter, after: second.entry });
    const { settlements } = await anchor({ registry, steward: acme, author: acmeWriter, plans: [second, third] });
    await expect(registry.settle(settlements[1]))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(appended.entry.header.customer, appended.head, second.head);
    await registry.settle(settlements[0]);
    await registry.settle(settlements[1]);
    expect(await registry.headOf(appended.entry.header.customer)).to.equal(third.head);
  });

  it("behavior: settleMany takes entries of many customers, and of one in order, from several batches", async () => {
    const { registry, acme, acmeWriter, bolt, boltWriter } = await loadFixture(deployed);
    const first = planEntry({ steward: acme, author: acmeWriter });
    const second = planEntry({ steward: acme, author: acmeWriter, after: first.entry });
    const others = planFirsts({ count: 3, steward: acme, author: acmeWriter });
    const theirs = planFirsts({ count: 2, steward: bolt, author: boltWriter });
    const ours = await anchor({ registry, steward: acme, author: acmeWriter, plans: [second, ...others, first] });
    const foreign = await anchor({ registry, steward: bolt, author: boltWriter, plans: theirs });
    const [settleSecond, ...rest] = ours.settlements;
    await expect(registry.settleMany([settleSecond, ...rest])).to.be.revertedWithCustomError(registry, "StaleHead");
    const settlements = [...foreign.settlements, ...rest, settleSecond];
    const heads = [...theirs, ...others, first, second].map(({ head }) => head);
    expect(await registry.settleMany.staticCall(settlements)).to.deep.equal(heads);
    await registry.settleMany(settlements);
    for (const { entry, head } of [second, ...others, ...theirs]) {
      expect(await registry.headOf(entry.header.customer)).to.equal(head);
    }
  });

  it("behavior: in one transaction with what follows: an entry, an offer, a name, an erasure", async () => {
    const { registry, acme, acmeKeeper, acmeWriter, bolt, other, plans, settlements } = await loadFixture(anchored);
    const [first, offered, named, erased] = plans as [
      (typeof plans)[0],
      (typeof plans)[0],
      (typeof plans)[0],
      (typeof plans)[0],
    ];
    const call = (name: string, values: unknown[]) => registry.interface.encodeFunctionData(name, values);
    const settling = (index: number) => call("settle", [settlements[index]]);

    const second = planEntry({ steward: acme, author: acmeWriter, after: first.entry });
    await by(registry, acmeWriter).multicall([settling(0), call("append", [second.predecessor, second.content])]);
    expect(await registry.headOf(first.entry.header.customer)).to.equal(second.head);

    await by(registry, acmeKeeper).multicall([settling(1), call("offerTransfer", [offered.next, bolt.address])]);
    expect(await registry.transferOffer(offered.entry.header.customer)).to.equal(bolt.address);

    await by(registry, acmeWriter).multicall([settling(2), call("nameSubject", [named.next, other.address])]);
    expect(await registry.namedSubjectOf(named.entry.header.customer)).to.equal(other.address);

    await by(registry, acmeKeeper).multicall([settling(3), call("erase", [erased.next])]);
    const erasure = entryOf({
      predecessor: erased.next,
      content: contentOf({ kind: 9, commitment: ZERO, payloadDigest: ZERO }),
      author: acmeKeeper.address,
      previous: erased.head,
    });
    expect(await registry.headOf(erased.entry.header.customer)).to.equal(erasedHeadOf(headOf(erasure)));
  });

  it("behavior: what comes after the anchoring voids nothing: removal, rotation, suspension, pause", async () => {
    const { registry, pauser, acme, acmeKeeper, acmeWriter, plans, settlements } = await loadFixture(anchored);
    const changes = [
      () => by(registry, acmeKeeper).revokeRole(roleOf("WRITER", acme), acmeWriter.address),
      () => by(registry, acmeKeeper).publishKey(acme.address, 1, randomKey()),
      () => registry.suspendOrganisation(acme.address),
      () => by(registry, pauser).pause(),
    ];
    for (const [index, change] of changes.entries()) {
      await change();
      await registry.settle(settlements[index]);
      expect(await registry.headOf(plans[index]?.entry.header.customer)).to.equal(plans[index]?.head);
    }
  });

  it("error: an entry settles once", async () => {
    const { registry, settlement, plan, customer } = await loadFixture(anchored);
    await registry.settle(settlement);
    await expect(registry.settle(settlement))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(customer, plan.head, ZERO);
  });

  it("error: a proof of another entry, of another batch, or longer than the count allows", async () => {
    const { registry, acme, acmeWriter, settlement, settlements, customer } = await loadFixture(anchored);
    const proof = settlements.map(({ proof }) => proof);
    for (const wrong of [proof[1], [...settlement.proof].reverse(), settlement.proof.slice(1), [], [randomHash()]]) {
      await expect(registry.settle({ ...settlement, proof: wrong })).to.be.revertedWithCustomError(
        registry,
        "UnknownBatch",
      );
    }
    expect(await registry.headOf(customer)).to.equal(ZERO);
    // Eight entries, of which the author owns up to four: their proofs of three nodes are too long.
    const plans = planFirsts({ count: 8, steward: acme, author: acmeWriter });
    const hidden = batchOf({ author: acmeWriter, plans });
    await by(registry, acmeWriter).anchorBatch(acme.address, 1, hidden.root, 4);
    for (const item of hidden.settlements) {
      await expect(registry.settle(item)).to.be.revertedWithCustomError(registry, "ProofTooLong").withArgs(3, 4);
    }
  });

  it("args: counts around powers of two take exactly the proofs of their trees", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    for (const count of [1, 2, 3, 4, 5, 7, 8, 9, 16, 17]) {
      const plans = planFirsts({ count, steward: acme, author: acmeWriter });
      const { settlements } = await anchor({ registry, steward: acme, author: acmeWriter, plans });
      expect(await registry.settleMany.staticCall(settlements)).to.deep.equal(plans.map(({ head }) => head));
    }
  });

  it("error: only what append writes: kinds 1 to 6, with a commitment and a payload digest", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const refused = [
      [{ kind: 0 }, "UnknownKind"],
      [{ kind: 7 }, "UnknownKind"],
      [{ kind: 9 }, "UnknownKind"],
      [{ commitment: ZERO }, "ZeroCommitment"],
      [{ payloadDigest: ZERO }, "ZeroPayloadDigest"],
    ] as const;
    for (const [content, error] of refused) {
      const plans = [planEntry({ steward: acme, author: acmeWriter, content })];
      const { settlements } = await anchor({ registry, steward: acme, author: acmeWriter, plans });
      await expect(registry.settle(settlements[0])).to.be.revertedWithCustomError(registry, error);
    }
  });
});

describe("batches under attack", () => {
  it("attack: a batched entry never replaces a stored one of the same or a higher sequence", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const first = await write({ registry, steward: acme, author: acmeWriter });
    const { customer } = first.entry.header;
    const batched = planEntry({ steward: acme, author: acmeWriter, after: first.entry });
    const { settlements } = await anchor({ registry, steward: acme, author: acmeWriter, plans: [batched] });
    const second = await write({ registry, steward: acme, author: acmeWriter, after: first.entry });
    await expect(registry.settle(settlements[0]))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(customer, second.head, first.head);
    const third = await write({ registry, steward: acme, author: acmeWriter, after: second.entry });
    await expect(registry.settle(settlements[0])).to.be.revertedWithCustomError(registry, "StaleHead");
    expect(await registry.headOf(customer)).to.equal(third.head);
  });

  it("attack: a batch of another organisation, author or key epoch settles nothing", async () => {
    const { registry, acme, acmeKeeper, acmeWriter, bolt, boltWriter, stranger } = await loadFixture(deployed);
    const first = await write({ registry, steward: acme, author: acmeWriter });
    // Bolt's writer anchors entries of Acme's customers: a next one, and a first one.
    const next = planEntry({ steward: acme, author: boltWriter, after: first.entry });
    const fresh = planEntry({ steward: acme, author: boltWriter });
    const theirs = batchOf({ author: boltWriter, plans: [next, fresh] });
    await by(registry, boltWriter).anchorBatch(bolt.address, 1, theirs.root, theirs.count);
    for (const settlement of theirs.settlements) {
      await expect(registry.settle(settlement))
        .to.be.revertedWithCustomError(registry, "UnknownBatch")
        .withArgs(acme.address, boltWriter.address, 1, theirs.root);
    }
    // Acme's own batch, but in the name of somebody else, and under the key of an epoch to come.
    const impostor = planEntry({ steward: acme, author: stranger, after: first.entry });
    const early = planEntry({ steward: acme, author: acmeWriter, content: { keyEpoch: 2 } });
    const { settlements } = await anchor({ registry, steward: acme, author: acmeWriter, plans: [impostor, early] });
    await by(registry, acmeKeeper).publishKey(acme.address, 1, randomKey());
    const forged: Settlement[] = [
      { ...(settlements[0] as Settlement), author: stranger.address },
      settlements[1] as Settlement,
    ];
    for (const settlement of forged) {
      await expect(registry.settle(settlement)).to.be.revertedWithCustomError(registry, "UnknownBatch");
    }
  });

  it("attack: a removed member anchors nothing more, also not under the key that was theirs", async () => {
    const { registry, acme, acmeKeeper, acmeWriter } = await loadFixture(deployed);
    await by(registry, acmeKeeper).revokeRole(roleOf("WRITER", acme), acmeWriter.address);
    await by(registry, acmeKeeper).publishKey(acme.address, 1, randomKey());
    for (const epoch of [1, 2]) {
      await expect(
        by(registry, acmeWriter).anchorBatch(acme.address, epoch, randomHash(), 1),
      ).to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount");
    }
  });

  it("attack: after a transfer the former steward's batch settles nothing", async () => {
    const { registry, acme, acmeKeeper, acmeWriter, bolt, boltWriter } = await loadFixture(deployed);
    const first = await write({ registry, steward: acme, author: acmeWriter });
    const { customer } = first.entry.header;
    const before = planEntry({ steward: acme, author: acmeWriter, after: first.entry });
    const batch = await anchor({ registry, steward: acme, author: acmeWriter, plans: [before] });
    await by(registry, acmeKeeper).offerTransfer(first.next, bolt.address);
    const content = contentOf({ kind: 7 });
    await by(registry, boltWriter).acceptTransfer(first.next, content, bolt.address);
    const accepted = entryOf({
      predecessor: first.next,
      content,
      author: boltWriter.address,
      steward: bolt.address,
      previous: first.head,
    });
    // The former steward anchors an entry that follows the transfer, in its own name and in the new steward's.
    const mine = planEntry({ steward: acme, author: acmeWriter, after: accepted });
    const posing = planEntry({ steward: bolt, author: acmeWriter, after: accepted });
    const after = await anchor({ registry, steward: acme, author: acmeWriter, plans: [mine, posing] });
    for (const settlement of [...batch.settlements, ...after.settlements]) {
      await expect(registry.settle(settlement)).to.be.revert(ethers);
    }
    expect(await registry.headOf(customer)).to.equal(headOf(accepted));
  });

  it("attack: a settled entry voids an offer, so that a customer is not transferred unseen", async () => {
    const { registry, acme, acmeKeeper, acmeWriter, bolt, boltWriter } = await loadFixture(deployed);
    const first = await write({ registry, steward: acme, author: acmeWriter });
    const second = planEntry({ steward: acme, author: acmeWriter, after: first.entry });
    const { settlements } = await anchor({ registry, steward: acme, author: acmeWriter, plans: [second] });
    await by(registry, acmeKeeper).offerTransfer(first.next, bolt.address);
    await registry.settle(settlements[0]);
    await expect(by(registry, boltWriter).acceptTransfer(second.next, contentOf({ kind: 7 }), bolt.address))
      .to.be.revertedWithCustomError(registry, "TransferNotOffered")
      .withArgs(first.entry.header.customer, bolt.address);
  });

  it("attack: nothing settles after an erasure, neither what was anchored before it nor the first entry again", async () => {
    const { registry, acme, acmeKeeper, acmeWriter, plan, settlement, customer } = await loadFixture(anchored);
    const second = planEntry({ steward: acme, author: acmeWriter, after: plan.entry });
    const later = await anchor({ registry, steward: acme, author: acmeWriter, plans: [second] });
    await registry.settle(settlement);
    await by(registry, acmeKeeper).erase(plan.next);
    const mark = await registry.headOf(customer);
    for (const item of [settlement, ...later.settlements]) {
      await expect(registry.settle(item)).to.be.revertedWithCustomError(registry, "StaleHead");
    }
    expect(await registry.headOf(customer)).to.equal(mark);
  });

  it("attack: an inner node is no entry, and no entry is an inner node", async () => {
    const { registry, acme, acmeWriter, settlements, plans } = await loadFixture(anchored);
    // A batch of one whose root is the very head: not its double hash.
    const single = planEntry({ steward: acme, author: acmeWriter });
    await by(registry, acmeWriter).anchorBatch(acme.address, 1, single.head, 1);
    await expect(registry.settle({ ...single, author: acmeWriter.address, proof: [] })).to.be.revertedWithCustomError(
      registry,
      "UnknownBatch",
    );
    // The proof of one entry, entered half-way up.
    const [first] = plans;
    await expect(
      registry.settle({
        ...settlements[0],
        ...first,
        author: acmeWriter.address,
        proof: settlements[1]?.proof.slice(1),
      }),
    ).to.be.revertedWithCustomError(registry, "UnknownBatch");
  });

  it("attack: a call within multicall is still the caller's", async () => {
    const { registry, stranger, acme, plan, settlement, acmeWriter } = await loadFixture(anchored);
    const second = planEntry({ steward: acme, author: acmeWriter, after: plan.entry });
    const calls = [
      registry.interface.encodeFunctionData("settle", [settlement]),
      registry.interface.encodeFunctionData("append", [second.predecessor, second.content]),
    ];
    await expect(by(registry, stranger).multicall(calls))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(stranger.address, roleOf("WRITER", acme));
    expect(await registry.headOf(plan.entry.header.customer)).to.equal(ZERO);
  });
});

describe("multicall", () => {
  it("error: a call of no function undoes all", async () => {
    const { registry, settlement, customer } = await loadFixture(anchored);
    const settling = registry.interface.encodeFunctionData("settle", [settlement]);
    await expect(registry.multicall([settling, "0x00000000"])).to.be.revertedWithCustomError(registry, "FailedCall");
    expect(await registry.headOf(customer)).to.equal(ZERO);
  });
});

describe("reportEquivocation", () => {
  /** Two entries at one place, each in a batch of its own. */
  async function equivocal() {
    const parties = await deployed();
    const { registry, acme, acmeWriter } = parties;
    const base = await write({ registry, steward: acme, author: acmeWriter });
    const plans = [0, 1].map(() => planEntry({ steward: acme, author: acmeWriter, after: base.entry }));
    const claims: { entry: Entry; proof: string[]; head: string }[] = [];
    for (const plan of plans) {
      const others = planFirsts({ count: 2, steward: acme, author: acmeWriter });
      const { settlements } = await anchor({ registry, steward: acme, author: acmeWriter, plans: [plan, ...others] });
      claims.push({ entry: plan.entry, head: plan.head, proof: settlements[0]?.proof ?? [] });
    }
    const [first, second] = claims;
    if (first === undefined || second === undefined) throw new Error("There are two claims.");
    return { ...parties, base, first, second };
  }

  it("default: two anchored entries at one place are proven, by anyone", async () => {
    const { registry, acme, stranger, first, second } = await loadFixture(equivocal);
    await expect(by(registry, stranger).reportEquivocation(first.entry, first.proof, second.entry, second.proof))
      .to.emit(registry, "EquivocationReported")
      .withArgs(first.entry.header.customer, acme.address, 2, first.head, second.head);
  });

  it("behavior: also when one of them is settled", async () => {
    const { registry, acmeWriter, first, second, base } = await loadFixture(equivocal);
    const { kind, keyEpoch, commitment, payloadDigest } = first.entry.body;
    await registry.settle({
      predecessor: base.next,
      content: { kind, keyEpoch, commitment, payloadDigest },
      author: acmeWriter.address,
      proof: first.proof,
    });
    await expect(registry.reportEquivocation(second.entry, second.proof, first.entry, first.proof)).to.emit(
      registry,
      "EquivocationReported",
    );
  });

  it("error: not the same entry twice, not other places, not what is in no batch, not another steward's", async () => {
    const { registry, acme, acmeWriter, bolt, boltWriter, first, second, base } = await loadFixture(equivocal);
    await expect(registry.reportEquivocation(first.entry, first.proof, first.entry, first.proof))
      .to.be.revertedWithCustomError(registry, "NotEquivocal")
      .withArgs(first.head, first.head);
    const elsewhere = planEntry({ steward: acme, author: acmeWriter });
    const batch = await anchor({ registry, steward: acme, author: acmeWriter, plans: [elsewhere] });
    await expect(
      registry.reportEquivocation(first.entry, first.proof, elsewhere.entry, batch.settlements[0]?.proof),
    ).to.be.revertedWithCustomError(registry, "NotEquivocal");
    const after = planEntry({ steward: acme, author: acmeWriter, after: first.entry });
    const later = await anchor({ registry, steward: acme, author: acmeWriter, plans: [after] });
    await expect(
      registry.reportEquivocation(first.entry, first.proof, after.entry, later.settlements[0]?.proof),
    ).to.be.revertedWithCustomError(registry, "NotEquivocal");
    await expect(
      registry.reportEquivocation(first.entry, second.proof, second.entry, first.proof),
    ).to.be.revertedWithCustomError(registry, "UnknownBatch");
    // Bolt anchors an entry of its own at a place of Acme's chain: that says nothing of Acme.
    const foreign = planEntry({ steward: bolt, author: boltWriter, after: base.entry });
    const theirs = await anchor({ registry, steward: bolt, author: boltWriter, plans: [foreign] });
    await expect(
      registry.reportEquivocation(first.entry, first.proof, foreign.entry, theirs.settlements[0]?.proof),
    ).to.be.revertedWithCustomError(registry, "NotEquivocal");
  });
});
