import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import type { Content, Predecessor } from "./entries.ts";
import { by, planEntry, type Registry, type Written } from "./fixture.ts";

/** The argument of `settle`. */
export type Settlement = { predecessor: Predecessor; content: Content; author: string; proof: string[] };

export type Batch = { root: string; count: number; settlements: Settlement[] };

/** The batch of an author's planned entries, with a settlement for each. */
export function batchOf({ author, plans }: { author: { address: string }; plans: readonly Written[] }): Batch {
  const tree = StandardMerkleTree.of(
    plans.map(({ head }) => [head]),
    ["bytes32"],
  );
  const settlements = plans.map(({ predecessor, content }, index) => ({
    predecessor,
    content,
    author: author.address,
    proof: tree.getProof(index),
  }));
  return { root: tree.root, count: plans.length, settlements };
}

/** First entries of new customers. */
export function planFirsts({
  count,
  ...by
}: {
  count: number;
  steward: { address: string };
  author: { address: string };
}): Written[] {
  return Array.from({ length: count }, () => planEntry(by));
}

/** Anchors the batch of an author's planned entries. */
export async function anchor({
  registry,
  steward,
  author,
  plans,
  keyEpoch = 1,
}: {
  registry: Registry;
  steward: { address: string };
  author: HardhatEthersSigner;
  plans: readonly Written[];
  keyEpoch?: number;
}): Promise<Batch> {
  const batch = batchOf({ author, plans });
  await by(registry, author).anchorBatch(steward.address, keyEpoch, batch.root, batch.count);
  return batch;
}
