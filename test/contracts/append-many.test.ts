import { expect } from "chai";
import { describe, it } from "mocha";
import { contentOf, eventOf, originOf } from "./support/entries.ts";
import { by, deployed, networkHelpers, planEntry, randomKey, roleOf, write } from "./support/fixture.ts";

const { loadFixture } = networkHelpers;

describe("appendMany", () => {
  it("default: writes one entry of each of many customers and returns their heads in order", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const plans = Array.from({ length: 20 }, () => planEntry({ steward: acme, author: acmeWriter }));
    expect(await by(registry, acmeWriter).appendMany.staticCall(plans)).to.deep.equal(plans.map(({ head }) => head));
    const sent = by(registry, acmeWriter).appendMany(plans);
    for (const { entry } of plans) {
      await expect(sent)
        .to.emit(registry, "EntryAppended")
        .withArgs(...eventOf(entry));
    }
    for (const { entry, head } of plans) expect(await registry.headOf(entry.header.customer)).to.equal(head);
  });

  it("args: an empty list writes nothing", async () => {
    const { registry, stranger } = await loadFixture(deployed);
    expect(await by(registry, stranger).appendMany.staticCall([])).to.deep.equal([]);
    await expect(by(registry, stranger).appendMany([])).not.to.emit(registry, "EntryAppended");
  });

  it("behavior: entries of one customer may follow each other in one call", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const first = planEntry({ steward: acme, author: acmeWriter });
    const second = planEntry({ steward: acme, author: acmeWriter, after: first.entry });
    const third = planEntry({ steward: acme, author: acmeWriter, after: second.entry });
    await by(registry, acmeWriter).appendMany([first, second, third]);
    expect(await registry.headOf(first.entry.header.customer)).to.equal(third.head);
  });

  it("behavior: an author who writes for two organisations may mix them", async () => {
    const { registry, acme, acmeWriter, bolt, boltKeeper } = await loadFixture(deployed);
    await by(registry, boltKeeper).grantRole(roleOf("WRITER", bolt), acmeWriter.address);
    await by(registry, boltKeeper).publishKey(bolt.address, 1, randomKey());
    const ofAcme = () => planEntry({ steward: acme, author: acmeWriter });
    const ofBolt = () => planEntry({ steward: bolt, author: acmeWriter, content: { keyEpoch: 2 } });
    const plans = [ofAcme(), ofBolt(), ofBolt(), ofAcme(), ofBolt()];
    await by(registry, acmeWriter).appendMany(plans);
    for (const { entry, head } of plans) expect(await registry.headOf(entry.header.customer)).to.equal(head);
  });

  it("error: one stale entry undoes all", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const written = await write({ registry, steward: acme, author: acmeWriter });
    const fresh = planEntry({ steward: acme, author: acmeWriter });
    await expect(by(registry, acmeWriter).appendMany([fresh, written])).to.be.revertedWithCustomError(
      registry,
      "StaleHead",
    );
    expect(await registry.headOf(fresh.entry.header.customer)).to.equal(`0x${"00".repeat(32)}`);
  });

  it("error: the same entry twice in one call reverts", async () => {
    const { registry, acme, acmeWriter } = await loadFixture(deployed);
    const plan = planEntry({ steward: acme, author: acmeWriter });
    await expect(by(registry, acmeWriter).appendMany([plan, plan]))
      .to.be.revertedWithCustomError(registry, "StaleHead")
      .withArgs(plan.entry.header.customer, plan.head, `0x${"00".repeat(32)}`);
  });

  it("attack: a right entry in front does not carry a foreign organisation's with it", async () => {
    const { registry, acme, acmeWriter, bolt } = await loadFixture(deployed);
    const own = planEntry({ steward: acme, author: acmeWriter });
    const foreign = planEntry({ steward: bolt, author: acmeWriter });
    await expect(by(registry, acmeWriter).appendMany([own, foreign]))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(acmeWriter.address, roleOf("WRITER", bolt));
  });

  it("attack: a right epoch in front does not carry a wrong one with it, nor epoch 0 the first", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const own = planEntry({ steward: acme, author: acmeWriter });
    for (const keyEpoch of [0, 2]) {
      const stale = { predecessor: originOf({ steward: acme.address }), content: contentOf({ keyEpoch }) };
      await expect(by(registry, acmeWriter).appendMany([own, stale]))
        .to.be.revertedWithCustomError(registry, "StaleKeyEpoch")
        .withArgs(acme.address, keyEpoch, 1);
    }
    // Zero steward and zero epoch are what the loop starts from.
    const zero = {
      predecessor: originOf({ steward: `0x${"00".repeat(20)}` }),
      content: contentOf({ keyEpoch: 0 }),
    };
    await expect(by(registry, stranger).appendMany([zero])).to.be.revertedWithCustomError(
      registry,
      "AccessControlUnauthorizedAccount",
    );
  });
});
