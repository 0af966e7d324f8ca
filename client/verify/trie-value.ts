import { MerklePatriciaTrie, verifyMPTWithMerkleProof } from "@ethereumjs/mpt";
import { type Hex, hexToBytes } from "viem";
import { unavailable } from "./unavailable.ts";

export type TrieValueParameters = {
  root: Hex;
  /** Hashed by the trie itself (Ethereum's secure tries). */
  key: Hex;
  /** RLP nodes from the root to the leaf, as EIP-1186 has them. */
  proof: readonly Hex[];
};

/**
 * What a state or storage trie holds at a key, by its Merkle proof; null where the proof shows that it holds nothing.
 * Throws `ChainUnavailable` for a proof that does not lead from the root to the key.
 */
export async function trieValue({ root, key, proof }: TrieValueParameters): Promise<Uint8Array | null> {
  const rootBytes = hexToBytes(root);
  const trie = new MerklePatriciaTrie({ useKeyHashing: true, root: rootBytes });
  const nodes = proof.map((node) => hexToBytes(node));
  try {
    return await verifyMPTWithMerkleProof(trie, rootBytes, hexToBytes(key), nodes);
  } catch {
    throw unavailable("The RPC's proof does not lead from the block's state to what it claims.");
  }
}
