import type { Keccak } from "../bytes/keccak.ts";
import { KontorError } from "../errors/kontor-error.ts";

/**
 * OpenZeppelin's complete binary tree (`@openzeppelin/merkle-tree`, core): `2·leaves − 1` nodes in an array, the root
 * first, the children of node i at 2i + 1 and 2i + 2, leaf j at the end minus j. Solidity's `MerkleProof` checks its proofs.
 * @param parameters.leaves at least one, 32 bytes each, in the order of their fields.
 */
export function buildTree({ leaves, keccak }: { leaves: readonly Uint8Array[]; keccak: Keccak }): Uint8Array[] {
  if (leaves.length === 0) throw new KontorError({ code: "InvalidArgument", message: "A tree needs a leaf." });
  const tree = new Array<Uint8Array>(2 * leaves.length - 1);
  leaves.forEach((leaf, index) => {
    tree[tree.length - 1 - index] = leaf;
  });
  for (let at = leaves.length - 2; at >= 0; at--) {
    tree[at] = hashPair({ a: nodeAt({ tree, at: 2 * at + 1 }), b: nodeAt({ tree, at: 2 * at + 2 }), keccak });
  }
  return tree;
}

/** The siblings from leaf `index` up to the root. */
export function proveLeaf({ tree, index }: { tree: readonly Uint8Array[]; index: number }): Uint8Array[] {
  const proof: Uint8Array[] = [];
  for (let at = tree.length - 1 - index; at > 0; at = parentOf(at)) {
    proof.push(nodeAt({ tree, at: at % 2 === 1 ? at + 1 : at - 1 }));
  }
  return proof;
}

/** The root that a leaf and its proof lead to. */
export function climb({
  leaf,
  proof,
  keccak,
}: {
  leaf: Uint8Array;
  proof: readonly Uint8Array[];
  keccak: Keccak;
}): Uint8Array {
  return proof.reduce((node, sibling) => hashPair({ a: node, b: sibling, keccak }), leaf);
}

/** How many siblings the proof of leaf `index` has in a tree of `leafCount` leaves. */
export function proofLength({ leafCount, index }: { leafCount: number; index: number }): number {
  let length = 0;
  for (let at = 2 * leafCount - 2 - index; at > 0; at = parentOf(at)) length += 1;
  return length;
}

/** Commutative: the smaller of the two goes first. */
function hashPair({ a, b, keccak }: { a: Uint8Array; b: Uint8Array; keccak: Keccak }): Uint8Array {
  const pair = new Uint8Array(64);
  const isInOrder = compareBytes(a, b) <= 0;
  pair.set(isInOrder ? a : b, 0);
  pair.set(isInOrder ? b : a, 32);
  return keccak(pair);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parentOf(at: number): number {
  return Math.floor((at - 1) / 2);
}

function nodeAt({ tree, at }: { tree: readonly Uint8Array[]; at: number }): Uint8Array {
  const node = tree[at];
  if (node === undefined) throw new KontorError({ code: "InvalidArgument", message: "The tree has no such node." });
  return node;
}
