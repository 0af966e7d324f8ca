import {
  Contract,
  ContractFactory,
  hexlify,
  type InterfaceAbi,
  id,
  randomBytes,
  type Signer,
  type TransactionResponse,
} from "ethers";
import type { Address } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { kontorRegistryBytecode } from "#generated/kontor-registry-bytecode.ts";
import { buildBatchTree } from "#protocol/chain/batch.ts";
import {
  type Content,
  type Entry,
  hashEntry,
  nextEntry,
  originOf,
  type Predecessor,
  predecessorOf,
} from "#protocol/chain/entry.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { organisationRole } from "#protocol/chain/roles.ts";

const X_WING_KEY_LENGTH = 1216;
const A_YEAR_S = 31_536_000;

export type KontorOperations = {
  appendFirst(parameters: { seed: string }): Promise<TransactionResponse>;
  /** Follows what `appendFirst` or `appendNext` wrote last. */
  appendNext(parameters: { seed: string }): Promise<TransactionResponse>;
  appendMany(parameters: { seed: string; count: number }): Promise<TransactionResponse>;
  /** First entries of so many customers, by their root. */
  anchorBatch(parameters: { seed: string; count: number }): Promise<TransactionResponse>;
  /** Writes the first entry of the batch of that seed and count into its slot. */
  settle(parameters: { seed: string; count: number }): Promise<TransactionResponse>;
};

/** Deploys a registry with one organisation that has a key, and one member who is its WRITER until a set time. */
export async function deployKontor({
  council,
  organisation,
  member,
}: {
  council: Signer;
  organisation: Signer;
  member: Signer;
}): Promise<KontorOperations> {
  const factory = new ContractFactory(kontorRegistryAbi as unknown as InterfaceAbi, kontorRegistryBytecode, council);
  const deployed = await factory.deploy(0, await council.getAddress());
  await deployed.waitForDeployment();
  const registry = new Contract(await deployed.getAddress(), kontorRegistryAbi as unknown as InterfaceAbi, council);

  const steward = (await organisation.getAddress()) as Address;
  const author = (await member.getAddress()) as Address;
  const ours = registry.connect(organisation) as Contract;
  const now = (await council.provider?.getBlock("latest"))?.timestamp ?? 0;
  await (await registry.getFunction("registerOrganisation").send(steward, "Measured")).wait();
  await (
    await ours.getFunction("grantRoleUntil").send(organisationRole("WRITER", steward), author, now + A_YEAR_S)
  ).wait();
  await (await ours.getFunction("publishKey").send(steward, 1, hexlify(randomBytes(X_WING_KEY_LENGTH)))).wait();

  const theirs = registry.connect(member) as Contract;
  let latest: Entry | null = null;
  const follow = ({ predecessor, seed }: { predecessor: Predecessor; seed: string }) => {
    const content = contentOf(seed);
    latest = nextEntry({ predecessor, content, author });
    return theirs.getFunction("append").send(predecessor, content);
  };
  const plan = ({ seed, count }: { seed: string; count: number }) =>
    Array.from({ length: count }, (_, index) => {
      const predecessor = originOf({ steward, salt: hash(`batch salt ${seed} ${index}`) });
      const content = contentOf(`batch ${seed} ${index}`);
      return { predecessor, content, head: hashEntry(nextEntry({ predecessor, content, author })) };
    });
  return {
    appendFirst: ({ seed }) => follow({ predecessor: originOf({ steward, salt: hash(`salt ${seed}`) }), seed }),
    appendNext: ({ seed }) => {
      if (latest === null) throw new Error("Nothing was appended yet.");
      return follow({ predecessor: predecessorOf(latest), seed });
    },
    appendMany: ({ seed, count }) =>
      theirs.getFunction("appendMany").send(
        Array.from({ length: count }, (_, index) => ({
          predecessor: originOf({ steward, salt: hash(`salt ${seed} ${index}`) }),
          content: contentOf(`${seed} ${index}`),
        })),
      ),
    anchorBatch: (batch) => {
      const { root, count } = buildBatchTree({ heads: plan(batch).map(({ head }) => head) });
      return theirs.getFunction("anchorBatch").send(steward, 1, root, count);
    },
    settle: (batch) => {
      const plans = plan(batch);
      const { proofOf } = buildBatchTree({ heads: plans.map(({ head }) => head) });
      const [first] = plans;
      return theirs.getFunction("settle").send({ ...first, author, proof: proofOf(0) });
    },
  };
}

function contentOf(seed: string): Content {
  return {
    kind: KINDS.profile,
    keyEpoch: 1,
    commitment: hash(`commitment ${seed}`),
    payloadDigest: hash(`payload ${seed}`),
  };
}

function hash(text: string): `0x${string}` {
  return id(text) as `0x${string}`;
}
