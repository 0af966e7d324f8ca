import { expect } from "chai";
import { type BaseContract, Signature, type TypedDataDomain } from "ethers";
import { describe, it } from "mocha";
import { contentOf, eventOf } from "./support/entries.ts";
import { by, deployed, ethers, NO_END, networkHelpers, now, planEntry, roleOf, write } from "./support/fixture.ts";
import { send, sign } from "./support/signed-append.ts";

const { loadFixture, time } = networkHelpers;
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const HOSTILE_MODES = ["Revert", "BurnGas", "WrongMagic", "ShortAnswer", "DirtyMagic"] as const;

/** A contract wallet as WRITER of Acme. */
async function walletAsWriter(name: string, args: unknown[]) {
  const parties = await loadFixture(deployed);
  const { registry, acme, acmeKeeper } = parties;
  const wallet = await ethers.deployContract(name, args);
  const author = { address: await wallet.getAddress() };
  await by(registry, acmeKeeper).grantRole(roleOf("WRITER", acme), author.address);
  return { ...parties, wallet: wallet as BaseContract, author, plan: planEntry({ steward: acme, author }) };
}

describe("appendBySignature", () => {
  it("default: anyone sends what a WRITER has signed; the author is the signer", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const plan = planEntry({ steward: acme, author: acmeWriter });
    const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry });
    await expect(send({ registry, relayer: stranger, plan, author: acmeWriter, signature }))
      .to.emit(registry, "EntryAppended")
      .withArgs(...eventOf(plan.entry));
    expect(await registry.headOf(plan.entry.header.customer)).to.equal(plan.head);
  });

  it("args: a deadline counts up to its own second", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const deadline = (await now()) + 100n;
    const plan = planEntry({ steward: acme, author: acmeWriter });
    const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry, deadline });
    await time.setNextBlockTimestamp(deadline);
    await send({ registry, relayer: stranger, plan, author: acmeWriter, signature, deadline });
  });

  it("error: a signature after its deadline is refused", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const deadline = (await now()) + 100n;
    const plan = planEntry({ steward: acme, author: acmeWriter });
    const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry, deadline });
    await time.setNextBlockTimestamp(deadline + 1n);
    await expect(send({ registry, relayer: stranger, plan, author: acmeWriter, signature, deadline }))
      .to.be.revertedWithCustomError(registry, "SignatureExpired")
      .withArgs(deadline);
  });

  it("attack: the deadline cannot be moved by the sender", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const plan = planEntry({ steward: acme, author: acmeWriter });
    const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry, deadline: (await now()) + 100n });
    await expect(send({ registry, relayer: stranger, plan, author: acmeWriter, signature, deadline: NO_END }))
      .to.be.revertedWithCustomError(registry, "InvalidSignature")
      .withArgs(acmeWriter.address);
  });

  it("attack: a signature fits once, and never again after later entries", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const plan = planEntry({ steward: acme, author: acmeWriter });
    const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry });
    const attempt = () => send({ registry, relayer: stranger, plan, author: acmeWriter, signature });
    await attempt();
    await expect(attempt()).to.be.revertedWithCustomError(registry, "StaleHead");
    await write({ registry, steward: acme, author: acmeWriter, after: plan.entry });
    await expect(attempt()).to.be.revertedWithCustomError(registry, "StaleHead");
  });

  it("attack: a signature for another chain, registry, name or version is refused", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const plan = planEntry({ steward: acme, author: acmeWriter });
    const domains: TypedDataDomain[] = [
      { chainId: 1n },
      { verifyingContract: stranger.address },
      { name: "Kontor2" },
      { version: "2" },
    ];
    for (const domain of domains) {
      const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry, domain });
      await expect(send({ registry, relayer: stranger, plan, author: acmeWriter, signature }))
        .to.be.revertedWithCustomError(registry, "InvalidSignature")
        .withArgs(acmeWriter.address);
    }
  });

  it("attack: no word of what was signed can be changed", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const plan = planEntry({ steward: acme, author: acmeWriter });
    const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry });
    const other = contentOf();
    for (const change of [
      { kind: 2 },
      { commitment: other.commitment },
      { payloadDigest: other.payloadDigest },
    ] as const) {
      const changed = { ...plan, content: { ...plan.content, ...change } };
      await expect(
        send({ registry, relayer: stranger, plan: changed, author: acmeWriter, signature }),
      ).to.be.revertedWithCustomError(registry, "InvalidSignature");
    }
    // Another customer of the same steward: all content as signed.
    const elsewhere = { ...plan, predecessor: planEntry({ steward: acme, author: acmeWriter }).predecessor };
    await expect(
      send({ registry, relayer: stranger, plan: elsewhere, author: acmeWriter, signature }),
    ).to.be.revertedWithCustomError(registry, "InvalidSignature");
  });

  it("attack: the malleable twin of a signature, and every wrong length, is refused", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    const plan = planEntry({ steward: acme, author: acmeWriter });
    const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry });
    const { r, s, yParity } = Signature.from(signature);
    const twinS = (CURVE_ORDER - BigInt(s)).toString(16).padStart(64, "0");
    const twin = `${r}${twinS}${yParity === 0 ? "1c" : "1b"}`;
    const zeros = `0x${"00".repeat(65)}`;
    for (const forged of [twin, "0x", signature.slice(0, -2), `${signature}00`, zeros]) {
      await expect(
        send({ registry, relayer: stranger, plan, author: acmeWriter, signature: forged }),
      ).to.be.revertedWithCustomError(registry, "InvalidSignature");
    }
  });

  it("attack: naming another author, or nobody, needs their signature and role", async () => {
    const { registry, acme, acmeKeeper, acmeWriter, boltWriter, stranger } = await loadFixture(deployed);
    const plan = planEntry({ steward: acme, author: acmeWriter });
    const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry });
    // Another WRITER of the same steward did not sign.
    await by(registry, acmeKeeper).grantRole(roleOf("WRITER", acme), boltWriter.address);
    await expect(
      send({ registry, relayer: stranger, plan, author: boltWriter, signature }),
    ).to.be.revertedWithCustomError(registry, "InvalidSignature");
    // The zero address is what a failed recovery gives.
    const nobody = { address: `0x${"00".repeat(20)}` };
    await expect(
      send({ registry, relayer: stranger, plan, author: nobody, signature: `0x${"00".repeat(65)}` }),
    ).to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount");
    // Not even where a KEEPER made a WRITER of it.
    await by(registry, acmeKeeper).grantRole(roleOf("WRITER", acme), nobody.address);
    for (const forged of ["0x", `0x${"00".repeat(65)}`, `0x${"ff".repeat(65)}`]) {
      await expect(
        send({ registry, relayer: stranger, plan, author: nobody, signature: forged }),
      ).to.be.revertedWithCustomError(registry, "InvalidSignature");
    }
  });

  it("attack: a signature is worth nothing once its author's role was revoked or has ended", async () => {
    const { registry, acme, acmeKeeper, acmeWriter, other, stranger } = await loadFixture(deployed);
    const plan = planEntry({ steward: acme, author: acmeWriter });
    const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry });
    await by(registry, acmeKeeper).revokeRole(roleOf("WRITER", acme), acmeWriter.address);
    await expect(send({ registry, relayer: stranger, plan, author: acmeWriter, signature }))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(acmeWriter.address, roleOf("WRITER", acme));

    const end = (await now()) + 1000n;
    await by(registry, acmeKeeper).grantRoleUntil(roleOf("WRITER", acme), other.address, end);
    const timed = planEntry({ steward: acme, author: other });
    const ofTimed = await sign({ registry, signer: other, entry: timed.entry });
    await time.setNextBlockTimestamp(end);
    await expect(
      send({ registry, relayer: stranger, plan: timed, author: other, signature: ofTimed }),
    ).to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount");
  });

  it("error: the same refusals as append's: kind, epoch", async () => {
    const { registry, acme, acmeWriter, stranger } = await loadFixture(deployed);
    for (const [change, error] of [
      [{ kind: 7 }, "UnknownKind"],
      [{ keyEpoch: 2 }, "StaleKeyEpoch"],
    ] as const) {
      const plan = planEntry({ steward: acme, author: acmeWriter, content: change });
      const signature = await sign({ registry, signer: acmeWriter, entry: plan.entry });
      await expect(
        send({ registry, relayer: stranger, plan, author: acmeWriter, signature }),
      ).to.be.revertedWithCustomError(registry, error);
    }
  });

  describe("contract wallets (ERC-1271)", () => {
    it("default: the wallet's owner signs for it", async () => {
      const [, owner] = await ethers.getSigners();
      if (!owner) throw new Error("The development network has accounts.");
      const { registry, stranger, author, plan } = await walletAsWriter("OwnedWallet", [owner.address]);
      const signature = await sign({ registry, signer: owner, entry: plan.entry });
      await expect(send({ registry, relayer: stranger, plan, author, signature }))
        .to.emit(registry, "EntryAppended")
        .withArgs(...eventOf(plan.entry));
    });

    it("attack: after a change of owner the former owner's signature is refused, the new one's counts", async () => {
      const [, owner, heir] = await ethers.getSigners();
      if (!owner || !heir) throw new Error("The development network has accounts.");
      const { registry, stranger, wallet, author, plan } = await walletAsWriter("OwnedWallet", [owner.address]);
      const former = await sign({ registry, signer: owner, entry: plan.entry });
      await wallet.getFunction("setOwner").send(heir.address);
      await expect(send({ registry, relayer: stranger, plan, author, signature: former }))
        .to.be.revertedWithCustomError(registry, "InvalidSignature")
        .withArgs(author.address);
      const current = await sign({ registry, signer: heir, entry: plan.entry });
      await send({ registry, relayer: stranger, plan, author, signature: current });
    });

    for (const [mode, name] of HOSTILE_MODES.entries()) {
      it(`attack: a wallet that answers with ${name} writes nothing`, async () => {
        const { registry, stranger, author, plan } = await walletAsWriter("HostileWallet", [mode]);
        const { predecessor, content } = plan;
        await expect(
          by(registry, stranger).appendBySignature(predecessor, content, author.address, NO_END, "0x", {
            gasLimit: 1_000_000,
          }),
        )
          .to.be.revertedWithCustomError(registry, "InvalidSignature")
          .withArgs(author.address);
      });
    }

    it("behavior: an answer with more behind the magic value counts", async () => {
      const { registry, stranger, author, plan } = await walletAsWriter("HostileWallet", [5]);
      await send({ registry, relayer: stranger, plan, author, signature: "0x" });
      expect(await registry.headOf(plan.entry.header.customer)).to.equal(plan.head);
    });

    it("attack: a wallet cannot write while it is asked", async () => {
      const { registry } = await loadFixture(deployed);
      const address = await registry.getAddress();
      const { stranger, wallet, author, plan, acme } = await walletAsWriter("ReenteringWallet", [address]);
      const inner = planEntry({ steward: acme, author });
      const data = registry.interface.encodeFunctionData("append", [inner.predecessor, inner.content]);
      await wallet.getFunction("setCall").send(data);
      await expect(
        by(registry, stranger).appendBySignature(plan.predecessor, plan.content, author.address, NO_END, "0x", {
          gasLimit: 1_000_000,
        }),
      ).to.be.revertedWithCustomError(registry, "InvalidSignature");
    });
  });
});
