import type { Keccak } from "../bytes/keccak.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { goesRight, hashEmpty, hashInner, hashLeaf } from "./nodes.ts";

/** As many bits as a path has. */
export const MAX_DEPTH = 256;

/** A field's place in the tree. */
export type Leaf = { path: Uint8Array; content: Uint8Array };

/** Where the way of a path ends: at a leaf (that path's or another's), or at an empty place, known by its salt. */
export type End = { leaf: Leaf } | { salt: Uint8Array };

export type SparseTree = {
  root: Uint8Array;
  /** The way of a path: its end, and the siblings from there up to the root. */
  walk(path: Uint8Array): { end: End; siblings: Uint8Array[] };
};

type Node = { hash: Uint8Array } & ({ end: End } | { left: Node; right: Node });

/**
 * A sparse Merkle tree in which every leaf stands at the least depth at which its path is alone. A path leads one way only, and
 * what stands at a depth of that way is a leaf, an inner node or an empty place and never two of them: so no tree, whoever
 * made it, has two leaves for one path.
 *
 * @param parameters.leaves at least one, with different paths, in the order of their paths
 * @param parameters.nextSalt the salt of the next empty place, from left to right
 * @throws InvalidArgument
 */
export function buildSparseTree(parameters: {
  leaves: readonly Leaf[];
  nextSalt: () => Uint8Array;
  keccak: Keccak;
}): SparseTree {
  const { leaves, nextSalt, keccak } = parameters;
  if (leaves.length === 0) throw new KontorError({ code: "InvalidArgument", message: "A tree needs a leaf." });

  /** The node over the leaves `from` to `to` (exclusive), whose paths agree in all bits before the depth. */
  function build({ from, to, depth }: { from: number; to: number; depth: number }): Node {
    const [leaf] = leaves.slice(from, from + 1);
    if (to === from || leaf === undefined) {
      const salt = nextSalt();
      return { hash: hashEmpty({ salt, keccak }), end: { salt } };
    }
    if (to - from === 1) return { hash: hashLeaf({ ...leaf, keccak }), end: { leaf } };
    if (depth === MAX_DEPTH) throw new KontorError({ code: "InvalidArgument", message: "Two leaves have one path." });
    let middle = from;
    while (middle < to && !goesRight({ path: (leaves[middle] as Leaf).path, depth })) middle++;
    const left = build({ from, to: middle, depth: depth + 1 });
    const right = build({ from: middle, to, depth: depth + 1 });
    return { hash: hashInner({ left: left.hash, right: right.hash, keccak }), left, right };
  }

  const root = build({ from: 0, to: leaves.length, depth: 0 });
  return {
    root: root.hash,
    walk: (path) => {
      const siblings: Uint8Array[] = [];
      let node = root;
      for (let depth = 0; "left" in node; depth++) {
        const isRight = goesRight({ path, depth });
        siblings.unshift(isRight ? node.left.hash : node.right.hash);
        node = isRight ? node.right : node.left;
      }
      return { end: node.end, siblings };
    },
  };
}

/**
 * The root that a node leads to, climbing the way of a path.
 * @param parameters.siblings at most MAX_DEPTH, from the node up
 */
export function climb(parameters: {
  path: Uint8Array;
  node: Uint8Array;
  siblings: readonly Uint8Array[];
  keccak: Keccak;
}): Uint8Array {
  const { path, siblings, keccak } = parameters;
  return siblings.reduce((node, sibling, at) => {
    const isRight = goesRight({ path, depth: siblings.length - 1 - at });
    return hashInner(isRight ? { left: sibling, right: node, keccak } : { left: node, right: sibling, keccak });
  }, parameters.node);
}
