import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { type BaseContract, HDNodeWallet } from "ethers";
import { network } from "hardhat";
import { describe, it } from "mocha";
import { type Body, customerIdOf, type Entry, headOf, type Predecessor, predecessorOf } from "./support/entries.ts";
import { AUDITOR, by, ethers, PAUSER, type Registry, type RoleName, randomKey, roleOf } from "./support/fixture.ts";

const MNEMONIC = "test test test test test test test test test test test junk";

type EntryVectors = {
  chainId: string;
  registry: string;
  steward: string;
  salt: string;
  customer: string;
  roles: Record<RoleName | "AUDITOR" | "PAUSER", string>;
  entries: {
    predecessor: Predecessor;
    entry: Entry;
    bodyHash: string;
    entryHash: string;
    append: { deadline: string; digest: string };
  }[];
};

type OfCommitment = { commitment: string; schema: string; countHash: string };
type DisclosedField = { pointer: string; type: string; value: string; salt: string; siblings: string[] };
type Disclosure = { schema: string; countHash: string; field: DisclosedField };
type Absence = {
  schema: string;
  countHash: string;
  field: { pointer: string; siblings: string[] };
  end: { salt: string } | { path: string; content: string };
};
type CommitmentVector = {
  commitment: string;
  disclosures: Disclosure[];
  absences: Absence[];
  invalid: { reason: string; disclosure?: Disclosure; absence: Absence }[];
};

async function readVectors<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`../vectors/${name}`, import.meta.url), "utf8"));
}

describe("golden vectors", () => {
  it("entries: the contract derives every head, id, role and signature digest", async () => {
    const vectors = await readVectors<EntryVectors>("entries-1.json");
    const { provider, ethers: fresh } = await network.create();
    const [steward, author, successor] = await fresh.getSigners();
    if (!steward || !author || !successor) throw new Error("The development network has accounts.");
    const registry = (await fresh.deployContract("KontorRegistry", [0, steward.address])) as BaseContract as Registry;
    expect(await registry.getAddress()).to.equal(ethers.getAddress(vectors.registry));
    expect(BigInt(String(await provider.request({ method: "eth_chainId" })))).to.equal(BigInt(vectors.chainId));
    expect(steward.address).to.equal(ethers.getAddress(vectors.steward));
    expect(customerIdOf(vectors)).to.equal(vectors.customer);
    for (const organisation of [steward, successor]) {
      await registry.registerOrganisation(organisation.address, "Vectors");
      await by(registry, organisation).grantRole(roleOf("WRITER", organisation), author.address);
    }
    for (const role of ["ORGANISATION", "KEEPER"] as const) {
      expect(await registry.hasRole(vectors.roles[role], steward.address)).to.equal(true);
    }
    expect(await registry.hasRole(vectors.roles.WRITER, author.address)).to.equal(true);
    for (const role of ["WRITER", "READER", "COMPLIANCE"] as const) {
      expect(await registry.getRoleAdmin(vectors.roles[role])).to.equal(vectors.roles.KEEPER);
    }
    expect([vectors.roles.AUDITOR, vectors.roles.PAUSER]).to.deep.equal([AUDITOR, PAUSER]);

    const key = HDNodeWallet.fromPhrase(MNEMONIC, undefined, "m/44'/60'/0'/0/1").signingKey;
    for (const { predecessor, entry, bodyHash, entryHash, append } of vectors.entries) {
      const content = contentOf(entry.body);
      const organisation: typeof steward =
        ethers.getAddress(entry.header.steward) === steward.address ? steward : successor;
      await publishUpTo({ registry, organisation, epoch: content.keyEpoch });
      if (organisation === successor) {
        await by(registry, steward).offerTransfer(predecessor, successor.address);
        await by(registry, author).acceptTransfer(predecessor, content, successor.address);
      } else {
        const signature = key.sign(append.digest).serialized;
        const signed = registry.appendBySignature;
        expect(await signed.staticCall(predecessor, content, author.address, append.deadline, signature)).to.equal(
          entryHash,
        );
        await by(registry, author).append(predecessor, content);
      }
      expect(await registry.headOf(vectors.customer)).to.equal(entryHash);
      // ethers' encoder, which shares no code with the other two, agrees.
      expect([headOf(entry), predecessorOf(entry).bodyHash]).to.deep.equal([entryHash, bodyHash]);
    }
  });

  it("commitments: a contract accepts every disclosure and absence, and none that was changed", async () => {
    const vectors = await readVectors<CommitmentVector[]>("commitments-2.json");
    const verifier = await ethers.deployContract("DisclosureVerifier");
    const call = (name: string, values: unknown[]): Promise<boolean> =>
      verifier.getFunction(name).staticCall(...values);
    const verifyField = (proof: OfCommitment, { pointer, type, value, salt, siblings }: DisclosedField) =>
      call("verifyField", [proof, pointer, type, value, salt, siblings]);
    const verifyAbsence = (
      proof: OfCommitment,
      { field: { pointer, siblings }, end }: Pick<Absence, "field" | "end">,
    ) =>
      "salt" in end
        ? call("verifyEmpty", [proof, pointer, end.salt, siblings])
        : call("verifyOther", [proof, pointer, end.path, end.content, siblings]);
    for (const { commitment, disclosures, absences, invalid } of vectors) {
      for (const { schema, countHash, field } of disclosures) {
        const proof = { commitment, schema, countHash };
        expect(await verifyField(proof, field)).to.equal(true);
        for (const change of [
          { pointer: `${field.pointer}/x` },
          { type: `${field.type} ` },
          { value: `${field.value} ` },
          { salt: commitment },
          { siblings: field.siblings.slice(1) },
          { siblings: [...field.siblings, commitment] },
        ]) {
          expect(await verifyField(proof, { ...field, ...change })).to.equal(false);
        }
        for (const change of [{ schema: `${schema} ` }, { countHash: commitment }, { commitment: countHash }]) {
          expect(await verifyField({ ...proof, ...change }, field)).to.equal(false);
        }
      }
      for (const { schema, countHash, ...absence } of absences) {
        expect(await verifyAbsence({ commitment, schema, countHash }, absence)).to.equal(true);
      }
      // What only the schema forbids is not the contract's to know.
      for (const { reason, disclosure, absence } of invalid) {
        const { schema, countHash } = disclosure ?? absence;
        const proof = { commitment, schema, countHash };
        const holds = disclosure ? await verifyField(proof, disclosure.field) : await verifyAbsence(proof, absence);
        expect(holds, reason).to.equal(false);
      }
    }
  });
});

function contentOf({ kind, keyEpoch, commitment, payloadDigest }: Body) {
  return { kind, keyEpoch, commitment, payloadDigest };
}

async function publishUpTo(parameters: {
  registry: Registry;
  organisation: Parameters<typeof by>[1] & { address: string };
  epoch: number;
}): Promise<void> {
  const { registry, organisation, epoch } = parameters;
  for (;;) {
    const [current] = await registry.keyOf.staticCall(organisation.address);
    if (current >= BigInt(epoch)) return;
    await by(registry, organisation).publishKey(organisation.address, 1, randomKey());
  }
}
