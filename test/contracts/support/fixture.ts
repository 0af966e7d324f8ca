import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import {
  AbiCoder,
  type BaseContract,
  type ContractMethod,
  hexlify,
  id,
  keccak256,
  randomBytes,
  type Signer,
} from "ethers";
import { network } from "hardhat";
import type { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import {
  type Content,
  contentOf,
  type Entry,
  entryOf,
  headOf,
  originOf,
  type Predecessor,
  predecessorOf,
} from "./entries.ts";

type FunctionName = Extract<(typeof kontorRegistryAbi)[number], { type: "function" }>["name"];

/** The registry with its functions typed by name. */
export type Registry = BaseContract & Record<FunctionName, ContractMethod>;

export type RoleName = "ORGANISATION" | "KEEPER" | "WRITER" | "READER" | "COMPLIANCE";

export const connection = await network.create();
export const { ethers, networkHelpers } = connection;

export const COUNCIL = `0x${"00".repeat(32)}`;
export const AUDITOR = id("AUDITOR");
export const PAUSER = id("PAUSER");
export const NO_END = 2n ** 64n - 1n;
export const ADMIN_DELAY = 86_400n;
export const KEY_LENGTH = 1216;

export function roleOf(name: RoleName, organisation: { address: string }): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["string", "address"], [name, organisation.address]));
}

/** The role's id of a grant. Customer zero: all customers. Scope 0: all kinds. */
export function grantRoleOf(grant: { steward: { address: string }; customer: string; scope: number }): string {
  const { steward, customer, scope } = grant;
  const types = ["string", "address", "bytes32", "uint16"];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, ["GRANT", steward.address, customer, scope]));
}

export function randomKey(): string {
  return hexlify(randomBytes(KEY_LENGTH));
}

/** The registry as another account calls it. */
export function by(registry: Registry, signer: Signer): Registry {
  return registry.connect(signer) as Registry;
}

export async function now(): Promise<bigint> {
  return BigInt(await networkHelpers.time.latest());
}

/**
 * A registry with a pauser and two organisations, each with a KEEPER, a WRITER and a key; `stranger` has no part in anything.
 * Load it with `networkHelpers.loadFixture(deployed)`.
 */
export async function deployed() {
  const [council, pauser, acme, acmeKeeper, acmeWriter, bolt, boltKeeper, boltWriter, stranger, other] =
    (await ethers.getSigners()) as [
      HardhatEthersSigner,
      HardhatEthersSigner,
      HardhatEthersSigner,
      HardhatEthersSigner,
      HardhatEthersSigner,
      HardhatEthersSigner,
      HardhatEthersSigner,
      HardhatEthersSigner,
      HardhatEthersSigner,
      HardhatEthersSigner,
    ];
  const registry = (await ethers.deployContract(
    "KontorRegistry",
    [ADMIN_DELAY, council.address],
    council,
  )) as BaseContract as Registry;
  await registry.grantRole(PAUSER, pauser.address);
  for (const [organisation, keeper, writer, name] of [
    [acme, acmeKeeper, acmeWriter, "Acme"],
    [bolt, boltKeeper, boltWriter, "Bolt"],
  ] as const) {
    await registry.registerOrganisation(organisation.address, name);
    await by(registry, organisation).grantRole(roleOf("KEEPER", organisation), keeper.address);
    await by(registry, keeper).grantRole(roleOf("WRITER", organisation), writer.address);
    await by(registry, keeper).publishKey(organisation.address, 1, randomKey());
  }
  return { registry, council, pauser, acme, acmeKeeper, acmeWriter, bolt, boltKeeper, boltWriter, stranger, other };
}

export type Written = { predecessor: Predecessor; content: Content; entry: Entry; head: string; next: Predecessor };

/** What a write of the author's will be: the arguments, the entry it makes, its head, and the predecessor of the one after. */
export function planEntry({
  steward,
  author,
  after,
  content: chosen,
}: {
  steward: { address: string };
  author: { address: string };
  /** The entry to follow. Without it, a new customer's origin. */
  after?: Entry;
  content?: Partial<Content>;
}): Written {
  const content = contentOf(chosen);
  const predecessor = after === undefined ? originOf({ steward: steward.address }) : predecessorOf(after);
  const previous = after === undefined ? predecessor.bodyHash : headOf(after);
  const entry = entryOf({ predecessor, content, author: author.address, steward: steward.address, previous });
  return { predecessor, content, entry, head: headOf(entry), next: predecessorOf(entry) };
}

/** A customer of Acme's with one entry, and a subject who has accepted. `stranger` is nobody's. */
export async function withSubject() {
  const parties = await deployed();
  const { registry, acme, acmeWriter, other: subject } = parties;
  const written = await write({ registry, steward: acme, author: acmeWriter });
  const { customer } = written.entry.header;
  await by(registry, acmeWriter).nameSubject(written.next, subject.address);
  await by(registry, subject).acceptSubject(customer);
  return { ...parties, subject, written, customer };
}

/** Writes an entry and gives back what was written. */
export async function write({
  registry,
  steward,
  author,
  after,
  content,
}: {
  registry: Registry;
  steward: { address: string };
  author: HardhatEthersSigner;
  after?: Entry;
  content?: Partial<Content>;
}): Promise<Written> {
  const plan = planEntry({ steward, author, ...(after && { after }), ...(content && { content }) });
  await by(registry, author).append(plan.predecessor, plan.content);
  return plan;
}
