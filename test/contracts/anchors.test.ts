import { expect } from "chai";
import { id } from "ethers";
import { describe, it } from "mocha";
import { randomHash } from "./support/entries.ts";
import { by, deployed, networkHelpers } from "./support/fixture.ts";

const { loadFixture } = networkHelpers;
const TOPIC = id("audit log");
const ZERO = `0x${"00".repeat(32)}`;

describe("anchors", () => {
  it("default: anyone anchors a root under their own address", async () => {
    const { registry, stranger } = await loadFixture(deployed);
    expect(await registry.anchorOf(stranger.address, TOPIC)).to.deep.equal([0n, ZERO]);
    const root = randomHash();
    await expect(by(registry, stranger).anchor(TOPIC, 7, root))
      .to.emit(registry, "Anchored")
      .withArgs(stranger.address, TOPIC, 7, root);
    expect(await registry.anchorOf(stranger.address, TOPIC)).to.deep.equal([7n, root]);
  });

  it("behavior: senders and topics are apart", async () => {
    const { registry, stranger, other } = await loadFixture(deployed);
    const [root, foreign, second] = [randomHash(), randomHash(), randomHash()];
    await by(registry, stranger).anchor(TOPIC, 100, root);
    await by(registry, other).anchor(TOPIC, 1, foreign);
    await by(registry, stranger).anchor(id("backup"), 1, second);
    expect(await registry.anchorOf(stranger.address, TOPIC)).to.deep.equal([100n, root]);
    expect(await registry.anchorOf(other.address, TOPIC)).to.deep.equal([1n, foreign]);
    expect(await registry.anchorOf(stranger.address, id("backup"))).to.deep.equal([1n, second]);
  });

  it("error: a size that does not grow is refused with both sizes", async () => {
    const { registry, stranger } = await loadFixture(deployed);
    const refused = (stored: bigint, given: bigint) =>
      expect(by(registry, stranger).anchor(TOPIC, given, randomHash()))
        .to.be.revertedWithCustomError(registry, "AnchorNotGrowing")
        .withArgs(stranger.address, TOPIC, stored, given);
    await refused(0n, 0n);
    await by(registry, stranger).anchor(TOPIC, 5, randomHash());
    await refused(5n, 5n);
    await refused(5n, 4n);
    await refused(5n, 0n);
    const last = 2n ** 64n - 1n;
    await by(registry, stranger).anchor(TOPIC, last, randomHash());
    await refused(last, last);
  });
});
