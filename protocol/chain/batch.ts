import type { Address, Hex } from "viem";
import { encodeAbiWords } from "../bytes/abi-words.ts";
import { compareBytes } from "../bytes/compare-bytes.ts";
import { fromHex, toHex } from "../bytes/hex.ts";
import { type Keccak, keccak256 } from "../bytes/keccak.ts";
import { KontorError } from "../errors/kontor-error.ts";
import type { Entry } from "./entry.ts";

const WORD = 32;
const PAIR = 2 * WORD;

/** The most entries of a batch: what the registry's `uint32` holds. */
const MAX_COUNT = 2 ** 32 - 1;

/** Of whom a batch is, and what it commits to: the registry stores each once. */
export type BatchKey = { steward: Address; author: Address; keyEpoch: number; root: Hex };

export type BatchTree = {
  root: Hex;
  count: number;
  /** The siblings from the leaf of head `index`, in the order of the heads, up to the root. */
  proofOf(index: number): Hex[];
};

/**
 * The tree of a batch: that of `@openzeppelin/merkle-tree` (core) over the leaves of the heads in the order given, all nodes in
 * one run of bytes. The root is first, the children of node i are 2i + 1 and 2i + 2, and leaf j is the last but j.
 *
 * @param parameters.heads at least one, the hashStruct(Entry) of each entry
 * @throws InvalidHex, InvalidArgument
 */
export function buildBatchTree({ heads, keccak = keccak256 }: { heads: readonly Hex[]; keccak?: Keccak }): BatchTree {
  const count = heads.length;
  if (count === 0) throw new KontorError({ code: "InvalidArgument", message: "A batch needs at least one entry." });
  const last = 2 * count - 2;
  const nodes = new Uint8Array((last + 1) * WORD);
  for (const [index, head] of heads.entries()) nodes.set(batchLeaf({ head, keccak }), (last - index) * WORD);
  const pair = new Uint8Array(PAIR);
  for (let at = count - 2; at >= 0; at--) {
    const children = nodes.subarray((2 * at + 1) * WORD, (2 * at + 3) * WORD);
    nodes.set(hashPair({ a: children.subarray(0, WORD), b: children.subarray(WORD), pair, keccak }), at * WORD);
  }
  const nodeAt = (at: number) => toHex(nodes.subarray(at * WORD, (at + 1) * WORD));
  return {
    root: nodeAt(0),
    count,
    proofOf: (index) => {
      if (!Number.isInteger(index) || index < 0 || index >= count) {
        throw new KontorError({ code: "InvalidArgument", message: "The batch has no such entry." });
      }
      const proof: Hex[] = [];
      for (let at = last - index; at > 0; at = (at - 1) >> 1) proof.push(nodeAt(at % 2 === 1 ? at + 1 : at - 1));
      return proof;
    },
  };
}

/**
 * The root that a head and its proof lead to: whether that is a batch's, only the chain says. Null where the proof is longer
 * than any in a tree of `count` leaves.
 * @throws InvalidHex
 */
export function batchRootOf({
  head,
  proof,
  count,
  keccak = keccak256,
}: {
  head: Hex;
  proof: readonly Hex[];
  count: number;
  keccak?: Keccak;
}): Hex | null {
  if (count < 1 || count > MAX_COUNT || proof.length > Math.ceil(Math.log2(count))) return null;
  const pair = new Uint8Array(PAIR);
  let node = batchLeaf({ head, keccak });
  for (const sibling of proof) {
    node = hashPair({ a: node, b: fromHex({ hex: sibling, length: WORD, name: "A proof's node" }), pair, keccak });
  }
  return toHex(node);
}

/** The key of the batch that an entry can be in: it names steward, author and epoch itself. */
export function batchKeyOf({ entry: { header, body }, root }: { entry: Entry; root: Hex }): BatchKey {
  return { steward: header.steward, author: body.author, keyEpoch: body.keyEpoch, root };
}

/** `keccak256(abi.encode(steward, author, keyEpoch, root))`: where the registry stores a batch. @throws InvalidHex, InvalidEntry */
export function batchIdOf({ steward, author, keyEpoch, root }: BatchKey): Hex {
  const words = encodeAbiWords([
    { address: steward, name: "steward" },
    { address: author, name: "author" },
    { uint: keyEpoch, bits: 32, name: "keyEpoch" },
    { bytes32: root, name: "root" },
  ]);
  return toHex(keccak256(words));
}

/** Twice hashed, so that no inner node, which is over two words, can pass for a leaf. */
function batchLeaf({ head, keccak }: { head: Hex; keccak: Keccak }): Uint8Array {
  return keccak(keccak(fromHex({ hex: head, length: WORD, name: "A head" })));
}

/** Commutative: the smaller of the two goes first. `pair` is scratch space of 64 bytes. */
function hashPair(parameters: { a: Uint8Array; b: Uint8Array; pair: Uint8Array; keccak: Keccak }): Uint8Array {
  const { a, b, pair, keccak } = parameters;
  const inOrder = compareBytes(a, b) <= 0;
  pair.set(inOrder ? a : b, 0);
  pair.set(inOrder ? b : a, WORD);
  return keccak(pair);
}
