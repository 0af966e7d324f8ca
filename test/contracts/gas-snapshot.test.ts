import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { type BaseContract, type ContractTransactionResponse, id, type Signer, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { describe, it } from "mocha";
import { batchOf } from "./support/batch.ts";
import { APPEND_TYPES, contentOf, entryOf, headOf, originOf, predecessorOf, ZERO_HASH } from "./support/entries.ts";
import { ADMIN_DELAY, by, KEY_LENGTH, NO_END, PAUSER, type Registry, roleOf } from "./support/fixture.ts";

const SNAPSHOT = new URL("../../snapshots/gas.json", import.meta.url);
const MANY = 100;
const BATCHED = 1_000;
/** 2100-01-01: a fixed end, so that its bytes in the calldata are the same in every run. */
const END = 4_102_444_800n;
const KEY = `0x${"5a".repeat(KEY_LENGTH)}`;

/** Content that is the same in every run. */
function fixedContent(seed: string, change: { kind?: number; keyEpoch?: number } = {}) {
  return contentOf({ commitment: id(`commitment ${seed}`), payloadDigest: id(`payload ${seed}`), ...change });
}

/** On a chain of its own: addresses, and so zero bytes, are the same in every run. */
async function measureAll(): Promise<Record<string, number>> {
  const { ethers } = await network.create();
  const gas: Record<string, number> = {};
  const measure = async (name: string, sent: Promise<unknown>) => {
    const receipt = await ((await sent) as ContractTransactionResponse).wait();
    gas[name] = Number(receipt?.gasUsed);
  };
  const [council, acme, writer, bolt, stranger] = await ethers.getSigners();
  if (!council || !acme || !writer || !bolt || !stranger) throw new Error("The development network has accounts.");

  const contract = await ethers.deployContract("KontorRegistry", [ADMIN_DELAY, council.address], council);
  const registry = contract as BaseContract as Registry;
  await measure("deployment", Promise.resolve(contract.deploymentTransaction()));
  await measure("registerOrganisation", registry.registerOrganisation(acme.address, "Acme"));
  await registry.registerOrganisation(bolt.address, "Bolt");
  await measure("grantRole", by(registry, acme).grantRole(roleOf("WRITER", acme), writer.address));
  await measure("grantRoleUntil", by(registry, acme).grantRoleUntil(roleOf("READER", acme), writer.address, END));
  await measure("publishKey", by(registry, acme).publishKey(acme.address, 1, KEY));
  await by(registry, bolt).publishKey(bolt.address, 1, KEY);
  await by(registry, bolt).grantRole(roleOf("WRITER", bolt), writer.address);

  const theirs = by(registry, writer);
  const predecessor = originOf({ steward: acme.address, salt: id("salt") });
  const first = entryOf({ predecessor, content: fixedContent("first"), author: writer.address });
  await measure("append, first entry", theirs.append(predecessor, fixedContent("first")));
  const next = fixedContent("next");
  await measure("append, next entry", theirs.append(predecessorOf(first), next));
  const second = entryOf({
    predecessor: predecessorOf(first),
    content: next,
    author: writer.address,
    previous: headOf(first),
  });
  const many = Array.from({ length: MANY }, (_, index) => ({
    predecessor: originOf({ steward: acme.address, salt: id(`salt ${index}`) }),
    content: fixedContent(`many ${index}`),
  }));
  await measure(`appendMany, ${MANY} first entries`, theirs.appendMany(many));

  await measureBatches({ registry, steward: acme, writer, measure });

  const signedContent = fixedContent("signed");
  const signedOrigin = originOf({ steward: acme.address, salt: id("signed") });
  const { chainId } = await ethers.provider.getNetwork();
  const signature = await writer.signTypedData(
    { name: "Kontor", version: "1", chainId, verifyingContract: await registry.getAddress() },
    APPEND_TYPES,
    { entry: entryOf({ predecessor: signedOrigin, content: signedContent, author: writer.address }), deadline: NO_END },
  );
  await measure(
    "appendBySignature, first entry",
    by(registry, stranger).appendBySignature(signedOrigin, signedContent, writer.address, NO_END, signature),
  );

  await measure("offerTransfer", by(registry, acme).offerTransfer(predecessorOf(second), bolt.address));
  await measure("offerTransfer, withdrawal", by(registry, acme).offerTransfer(predecessorOf(second), ZeroAddress));
  await by(registry, acme).offerTransfer(predecessorOf(second), bolt.address);
  const transfer = fixedContent("transfer", { kind: 7 });
  await measure("acceptTransfer", theirs.acceptTransfer(predecessorOf(second), transfer, bolt.address));

  await measureSharing({ registry, steward: acme, writer, grantee: bolt, subject: stranger, measure });

  await measure("anchor, first of a topic", by(registry, stranger).anchor(id("topic"), 1, id("root")));
  await measure("anchor, next of a topic", by(registry, stranger).anchor(id("topic"), 2, id("next root")));
  await registry.grantRole(PAUSER, council.address);
  await measure("pause, of 2 organisations", registry.pause());
  await measure("unpause, of 2 organisations", registry.unpause());
  await measure("suspendOrganisation", registry.suspendOrganisation(acme.address));
  await measure("reinstateOrganisation", registry.reinstateOrganisation(acme.address));
  await measure("revokeRole", by(registry, acme).revokeRole(roleOf("WRITER", acme), writer.address));
  return gas;
}

/** A batch of first entries, of which some are settled. */
async function measureBatches(parameters: {
  registry: Registry;
  steward: { address: string };
  writer: Signer & { address: string };
  measure: (name: string, sent: Promise<unknown>) => Promise<void>;
}): Promise<void> {
  const { registry, steward, writer, measure } = parameters;
  const theirs = by(registry, writer);
  const author = writer.address;
  const plans = Array.from({ length: BATCHED }, (_, index) => {
    const predecessor = originOf({ steward: steward.address, salt: id(`batched ${index}`) });
    const content = fixedContent(`batched ${index}`);
    const entry = entryOf({ predecessor, content, author });
    return { predecessor, content, entry, head: headOf(entry), next: predecessorOf(entry) };
  });
  const { root, count, settlements } = batchOf({ author: writer, plans });
  await measure(`anchorBatch, ${BATCHED} entries`, theirs.anchorBatch(steward.address, 1, root, count));
  await measure(`settle, of a batch of ${BATCHED}`, theirs.settle(settlements[0]));
  await measure(`settleMany, ${MANY} of a batch of ${BATCHED}`, theirs.settleMany(settlements.slice(1, MANY + 1)));
  const last = plans.at(-1);
  const { interface: abi } = registry;
  const settling = abi.encodeFunctionData("settle", [settlements.at(-1)]);
  const appending = abi.encodeFunctionData("append", [last?.next, fixedContent("after the batch")]);
  await measure("multicall, settle and append", theirs.multicall([settling, appending]));
}

/** Grants, a subject's way, and an erasure, of a new customer of the steward's. */
async function measureSharing(parameters: {
  registry: Registry;
  steward: Signer & { address: string };
  writer: Signer & { address: string };
  grantee: { address: string };
  subject: Signer & { address: string };
  measure: (name: string, sent: Promise<unknown>) => Promise<void>;
}): Promise<void> {
  const { registry, steward, writer, grantee, subject, measure } = parameters;
  const ours = by(registry, steward);
  const selection = Array.from({ length: MANY }, (_, index) => id(`shared ${index}`));
  await measure("grant, all customers", ours.grant(steward.address, [ZERO_HASH], grantee.address, 0, NO_END));
  await measure(`grant, ${MANY} customers`, ours.grant(steward.address, selection, grantee.address, 0, NO_END));
  await measure("grant, one kind with an end", ours.grant(steward.address, [ZERO_HASH], grantee.address, 4, END));
  await measure("revoke, all customers", ours.revoke(steward.address, [ZERO_HASH], grantee.address, 0));
  await measure(`revoke, ${MANY} customers`, ours.revoke(steward.address, selection, grantee.address, 0));

  const predecessor = originOf({ steward: steward.address, salt: id("shared") });
  const entry = entryOf({ predecessor, content: fixedContent("shared"), author: writer.address });
  const { customer } = entry.header;
  await by(registry, writer).append(predecessor, fixedContent("shared"));
  await measure("nameSubject", by(registry, writer).nameSubject(predecessorOf(entry), subject.address));
  await measure("acceptSubject", by(registry, subject).acceptSubject(customer));
  await measure("countersign", by(registry, subject).countersign(customer, headOf(entry)));
  await measure("requestErasure", by(registry, subject).requestErasure(customer));
  const content = fixedContent("consent", { kind: 4 });
  await measure("append, consent by the subject", by(registry, subject).append(predecessorOf(entry), content));
  await measure("leaveSubject", by(registry, subject).leaveSubject(customer));
  const consent = entryOf({
    predecessor: predecessorOf(entry),
    content,
    author: subject.address,
    previous: headOf(entry),
  });
  await measure("erase", ours.erase(predecessorOf(consent)));
}

describe("gas", () => {
  it("behavior: costs what snapshots/gas.json says (KONTOR_UPDATE_SNAPSHOTS=1 writes it anew)", async function () {
    // Instrumented for coverage the code costs more.
    if (process.argv.includes("--coverage")) this.skip();
    const gas = await measureAll();
    if (process.env.KONTOR_UPDATE_SNAPSHOTS === "1") await writeFile(SNAPSHOT, `${JSON.stringify(gas, null, 2)}\n`);
    expect(gas).to.deep.equal(JSON.parse(await readFile(SNAPSHOT, "utf8")));
  });
});
