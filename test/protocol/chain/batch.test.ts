import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import fc from "fast-check";
import type { Hex } from "viem";
import { encodeAbiParameters, keccak256 } from "viem";
import { describe, expect, it } from "vitest";
import { loadFastKeccak } from "#protocol/bytes/load-fast-keccak.ts";
import { batchIdOf, batchKeyOf, batchRootOf, buildBatchTree } from "#protocol/chain/batch.ts";
import { codeOf } from "#test/protocol/fixtures/error-code.ts";

const head = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes): Hex => `0x${Buffer.from(bytes).toString("hex")}`);
const heads = fc.uniqueArray(head, { minLength: 1, maxLength: 70 });

describe("batch tree", () => {
  it("default: root and proofs are those of OpenZeppelin's merkle-tree over the same leaves", () => {
    fc.assert(
      fc.property(heads, (heads) => {
        const tree = buildBatchTree({ heads });
        const theirs = StandardMerkleTree.of(
          heads.map((value) => [value]),
          ["bytes32"],
          { sortLeaves: false },
        );
        expect(tree.root).toBe(theirs.root);
        for (const index of heads.keys()) expect(tree.proofOf(index)).toEqual(theirs.getProof(index));
      }),
    );
  });

  it("behavior: every proof leads from its head to the root, within the length that the count allows", () => {
    fc.assert(
      fc.property(heads, (heads) => {
        const { root, count, proofOf } = buildBatchTree({ heads });
        for (const [index, head] of heads.entries()) {
          expect(batchRootOf({ head, proof: proofOf(index), count })).toBe(root);
        }
      }),
    );
  });

  it("behavior: another head, another proof, or any flipped byte leads elsewhere", () => {
    fc.assert(
      fc.property(heads, head, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (heads, other, at, byte, flip) => {
        const { root, count, proofOf } = buildBatchTree({ heads });
        const index = at % heads.length;
        const proof = proofOf(index);
        if (!heads.includes(other)) expect(batchRootOf({ head: other, proof, count })).not.toBe(root);
        const place = byte % (32 * (proof.length + 1));
        const words = [heads[index] as Hex, ...proof].map((word) => Buffer.from(word.slice(2), "hex"));
        const word = words[Math.floor(place / 32)] as Buffer;
        word[place % 32] = (word[place % 32] ?? 0) ^ flip;
        const [flipped, ...rest] = words.map((word): Hex => `0x${word.toString("hex")}`);
        expect(batchRootOf({ head: flipped as Hex, proof: rest, count })).not.toBe(root);
      }),
    );
  });

  it("behavior: is the same with the fast Keccak", async () => {
    const keccak = await loadFastKeccak();
    fc.assert(
      fc.property(heads, (heads) => {
        expect(buildBatchTree({ heads, keccak }).root).toBe(buildBatchTree({ heads }).root);
      }),
    );
  });

  it("args: a proof is as long as the count allows at most", () => {
    const many = Array.from({ length: 17 }, (_, index): Hex => keccak256(`0x${index.toString(16).padStart(2, "0")}`));
    const { root, proofOf } = buildBatchTree({ heads: many });
    // Leaf 0 is the last node, and the deepest.
    const [proof, head] = [proofOf(0), many[0] as Hex];
    expect(proof).toHaveLength(5);
    for (const count of [17, 32, 2 ** 32 - 1]) expect(batchRootOf({ head, proof, count })).toBe(root);
    for (const count of [0, 1, 16, 2 ** 32]) expect(batchRootOf({ head, proof, count })).toBeNull();
  });

  it("error: no entry, no such entry, no hash", () => {
    expect(codeOf(() => buildBatchTree({ heads: [] }))).toBe("InvalidArgument");
    expect(codeOf(() => buildBatchTree({ heads: ["0x12"] }))).toBe("InvalidHex");
    const tree = buildBatchTree({ heads: [keccak256("0x01")] });
    for (const index of [-1, 1, 0.5]) expect(codeOf(() => tree.proofOf(index))).toBe("InvalidArgument");
    expect(codeOf(() => batchRootOf({ head: tree.root, proof: ["0x1"], count: 2 }))).toBe("InvalidHex");
  });
});

describe("batch id", () => {
  it("default: is the hash of steward, author, epoch and root, as Solidity encodes them", () => {
    const entry = {
      header: { customer: keccak256("0x01"), sequence: 3n, steward: "0x00000000000000000000000000000000000000a1" },
      body: {
        previous: keccak256("0x02"),
        author: "0x00000000000000000000000000000000000000b2",
        kind: 1,
        keyEpoch: 7,
        commitment: keccak256("0x03"),
        payloadDigest: keccak256("0x04"),
      },
    } as const;
    const root = keccak256("0x05");
    const key = batchKeyOf({ entry, root });
    const types = ["address", "address", "uint32", "bytes32"].map((type) => ({ type }));
    const values = [entry.header.steward, entry.body.author, 7, root];
    expect(batchIdOf(key)).toBe(keccak256(encodeAbiParameters(types, values)));
  });
});
