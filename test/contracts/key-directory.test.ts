import { expect } from "chai";
import { hexlify, keccak256, randomBytes } from "ethers";
import { describe, it } from "mocha";
import { by, deployed, networkHelpers, randomKey, roleOf } from "./support/fixture.ts";

const { loadFixture } = networkHelpers;
const ZERO = `0x${"00".repeat(32)}`;

describe("key directory", () => {
  it("default: an account publishes its key; the hash is stored, the key is in the event", async () => {
    const { registry, stranger } = await loadFixture(deployed);
    expect(await registry.keyOf(stranger.address)).to.deep.equal([0n, 0n, ZERO]);
    const key = randomKey();
    await expect(by(registry, stranger).publishKey(stranger.address, 1, key))
      .to.emit(registry, "KeyPublished")
      .withArgs(stranger.address, 1, 1, keccak256(key), key);
    expect(await registry.keyOf(stranger.address)).to.deep.equal([1n, 1n, keccak256(key)]);
    expect(await registry.keyHashAt(stranger.address, 1)).to.equal(keccak256(key));
  });

  it("behavior: epochs count on by one, and older hashes stay", async () => {
    const { registry, stranger } = await loadFixture(deployed);
    const keys = [randomKey(), randomKey(), randomKey()];
    for (const [index, key] of keys.entries()) {
      await expect(by(registry, stranger).publishKey(stranger.address, 1, key))
        .to.emit(registry, "KeyPublished")
        .withArgs(stranger.address, index + 1, 1, keccak256(key), key);
    }
    for (const [index, key] of keys.entries()) {
      expect(await registry.keyHashAt(stranger.address, index + 1)).to.equal(keccak256(key));
    }
    expect(await registry.keyHashAt(stranger.address, 0)).to.equal(ZERO);
    expect(await registry.keyHashAt(stranger.address, 4)).to.equal(ZERO);
  });

  it("behavior: an organisation's KEEPER and its account publish for it, no one else", async () => {
    const { registry, council, acme, acmeKeeper, acmeWriter, boltKeeper, stranger } = await loadFixture(deployed);
    await by(registry, acmeKeeper).publishKey(acme.address, 1, randomKey());
    await by(registry, acme).publishKey(acme.address, 1, randomKey());
    for (const account of [council, acmeWriter, boltKeeper, stranger]) {
      await expect(by(registry, account).publishKey(acme.address, 1, randomKey()))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, roleOf("KEEPER", acme));
    }
  });

  it("attack: nobody publishes a key for another account", async () => {
    const { registry, council, acmeKeeper, acmeWriter, stranger } = await loadFixture(deployed);
    for (const account of [council, acmeKeeper, stranger]) {
      await expect(by(registry, account).publishKey(acmeWriter.address, 1, randomKey()))
        .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
        .withArgs(account.address, roleOf("KEEPER", acmeWriter));
    }
  });

  for (const suite of [0, 2, 255]) {
    it(`error: refuses suite ${suite}`, async () => {
      const { registry, stranger } = await loadFixture(deployed);
      await expect(by(registry, stranger).publishKey(stranger.address, suite, randomKey()))
        .to.be.revertedWithCustomError(registry, "UnknownSuite")
        .withArgs(suite);
    });
  }

  for (const length of [0, 1, 32, 1184, 1215, 1217, 2432]) {
    it(`error: refuses a key of ${length} bytes`, async () => {
      const { registry, stranger } = await loadFixture(deployed);
      await expect(by(registry, stranger).publishKey(stranger.address, 1, hexlify(randomBytes(length))))
        .to.be.revertedWithCustomError(registry, "InvalidKeyLength")
        .withArgs(1, length, 1216);
    });
  }

  it("error: refuses the zero key, and takes one with a single bit", async () => {
    const { registry, stranger } = await loadFixture(deployed);
    await expect(by(registry, stranger).publishKey(stranger.address, 1, `0x${"00".repeat(1216)}`))
      .to.be.revertedWithCustomError(registry, "ZeroKey")
      .withArgs(stranger.address);
    await by(registry, stranger).publishKey(stranger.address, 1, `0x${"00".repeat(1215)}01`);
  });

  it("behavior: registration keeps the keys of an account, and closes them to its own hand without a role", async () => {
    const { registry, council, other } = await loadFixture(deployed);
    await by(registry, other).publishKey(other.address, 1, randomKey());
    await by(registry, council).registerOrganisation(other.address, "Other");
    await by(registry, other).publishKey(other.address, 1, randomKey());
    const [epoch] = await registry.keyOf.staticCall(other.address);
    expect(epoch).to.equal(2n);
    for (const role of ["KEEPER", "ORGANISATION"] as const) {
      await by(registry, other).renounceRole(roleOf(role, other), other.address);
    }
    await expect(by(registry, other).publishKey(other.address, 1, randomKey()))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(other.address, roleOf("KEEPER", other));
  });
});
