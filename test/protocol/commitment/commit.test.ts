import { createHmac } from "node:crypto";
import { SimpleMerkleTree, StandardMerkleTree } from "@openzeppelin/merkle-tree";
import fc from "fast-check";
import { encodeAbiParameters, keccak256 as viemKeccak } from "viem";
import { describe, expect, test } from "vitest";
import { toHex } from "#protocol/bytes/hex.ts";
import { keccak256 } from "#protocol/bytes/keccak.ts";
import { loadFastKeccak } from "#protocol/bytes/load-fast-keccak.ts";
import { commitRecord } from "#protocol/commitment/commit.ts";
import { encodeLeaf, hashLeaf } from "#protocol/commitment/leaf.ts";
import { buildTree, climb, proofLength, proveLeaf } from "#protocol/commitment/merkle-tree.ts";
import { deriveSalts } from "#protocol/commitment/salts.ts";
import type { Field } from "#protocol/record/fields.ts";
import { bytesOf, jsonRecords, uint32 } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { RECORDS } from "../fixtures/records.ts";

const LEAF = [
  { type: "uint256" },
  { type: "string" },
  { type: "string" },
  { type: "string" },
  { type: "bytes32" },
] as const;
const leafLists = fc.array(bytesOf(32), { minLength: 1, maxLength: 40 });
const fields: fc.Arbitrary<Field> = fc.record({
  index: uint32,
  pointer: fc.string({ unit: "binary", maxLength: 80 }),
  type: fc.constantFrom("header", "text", "integer", "boolean", "object", "array"),
  value: fc.string({ unit: "binary", maxLength: 200 }),
});

describe("leaf", () => {
  test("behavior: the encoding is viem's encodeAbiParameters", () => {
    fc.assert(
      fc.property(fields, bytesOf(32), (field, salt) => {
        const { index, pointer, type, value } = field;
        const encoded = encodeAbiParameters(LEAF, [BigInt(index), pointer, type, value, toHex(salt)]);
        expect(toHex(encodeLeaf({ field, salt }))).toBe(encoded);
        expect(toHex(hashLeaf({ field, salt, keccak: keccak256 }))).toBe(viemKeccak(viemKeccak(encoded)));
      }),
    );
  });

  test("behavior: OpenZeppelin's standard tree makes the same leaf", () => {
    const [salt, field] = [new Uint8Array(32).fill(7), { index: 3, pointer: "/a", type: "text", value: "x" } as const];
    const tree = StandardMerkleTree.of(
      [[3n, "/a", "text", "x", toHex(salt)]],
      ["uint256", "string", "string", "string", "bytes32"],
    );
    expect(toHex(hashLeaf({ field, salt, keccak: keccak256 }))).toBe(tree.root);
  });

  test("attack: text that runs over into the next member makes another leaf", () => {
    const salt = new Uint8Array(32);
    const leaf = (pointer: string, value: string): string =>
      toHex(hashLeaf({ field: { index: 1, pointer, type: "text", value }, salt, keccak: keccak256 }));
    const leaves = [leaf("/a", "bc"), leaf("/ab", "c"), leaf("/a", "bc\0"), leaf("/abc", ""), leaf("", "/abc")];
    expect(new Set(leaves).size).toBe(leaves.length);
  });

  test("error: a salt of another length", () => {
    const field = { index: 1, pointer: "/a", type: "text", value: "x" } as const;
    expect(codeOf(() => encodeLeaf({ field, salt: new Uint8Array(31) }))).toBe("InvalidLength");
  });
});

describe("salts", () => {
  test("behavior: each is the HMAC of its number, as Node computes it", () => {
    fc.assert(
      fc.property(bytesOf(32), fc.nat({ max: 30 }), (entrySecret, count) => {
        const salts = deriveSalts({ entrySecret, count });
        expect(salts).toHaveLength(count);
        salts.forEach((salt, index) => {
          const number = Buffer.alloc(4);
          number.writeUInt32BE(index);
          const expected = createHmac("sha256", entrySecret).update("kontor/salt/1").update(number).digest("hex");
          expect(toHex(salt)).toBe(`0x${expected}`);
        });
      }),
    );
  });

  test("error: an entry secret of another length", () => {
    for (const length of [0, 31, 33]) {
      expect(codeOf(() => deriveSalts({ entrySecret: new Uint8Array(length), count: 1 }))).toBe("InvalidLength");
    }
  });
});

describe("Merkle tree", () => {
  test("behavior: root and proofs are those of @openzeppelin/merkle-tree with unsorted leaves", () => {
    fc.assert(
      fc.property(leafLists, (leaves) => {
        const oracle = SimpleMerkleTree.of(leaves.map(toHex), { sortLeaves: false });
        const tree = buildTree({ leaves, keccak: keccak256 });
        expect(toHex(tree[0] as Uint8Array)).toBe(oracle.root);
        leaves.forEach((leaf, index) => {
          const proof = proveLeaf({ tree, index });
          expect(proof.map(toHex)).toEqual(oracle.getProof(index));
          expect(proof).toHaveLength(proofLength({ leafCount: leaves.length, index }));
          expect(toHex(climb({ leaf, proof, keccak: keccak256 }))).toBe(oracle.root);
        });
      }),
    );
  });

  test("error: no leaves, and a leaf that isn't there", () => {
    expect(codeOf(() => buildTree({ leaves: [], keccak: keccak256 }))).toBe("InvalidArgument");
    const tree = buildTree({ leaves: [new Uint8Array(32), new Uint8Array(32)], keccak: keccak256 });
    expect(codeOf(() => proveLeaf({ tree, index: -5 }))).toBe("InvalidArgument");
  });
});

describe("commitRecord", () => {
  test("behavior: both Keccaks give one commitment", async () => {
    const keccak = await loadFastKeccak();
    fc.assert(
      fc.property(jsonRecords, bytesOf(32), (record, entrySecret) => {
        const { commitment } = commitRecord({ record, entrySecret });
        expect(commitRecord({ record, entrySecret, keccak }).commitment).toBe(commitment);
      }),
    );
  });

  test("behavior: another secret gives another commitment, so nobody can guess a record from it", () => {
    const record = RECORDS.note;
    const commitments = [1, 2].map(
      (fill) => commitRecord({ record, entrySecret: new Uint8Array(32).fill(fill) }).commitment,
    );
    expect(commitments[0]).not.toBe(commitments[1]);
  });

  test("attack: a field changed, renamed, moved, dropped or added gives another commitment", () => {
    const entrySecret = new Uint8Array(32).fill(1);
    const commit = (record: Parameters<typeof commitRecord>[0]["record"]): string =>
      commitRecord({ record, entrySecret }).commitment;
    const records = [
      { schema: "note/1", a: "x", b: "y" },
      { schema: "note/1", a: "y", b: "x" },
      { schema: "note/1", a: "x", c: "y" },
      { schema: "note/1", a: "x" },
      { schema: "note/1", a: "x", b: "y", c: "z" },
      { schema: "note/2", a: "x", b: "y" },
      { schema: "note/1", a: ["x", "y"] },
      { schema: "note/1", a: "x", b: true },
      { schema: "note/1", a: "x", b: "true" },
    ];
    expect(new Set(records.map(commit)).size).toBe(records.length);
  });

  test("error: records that can't be flattened", () => {
    const entrySecret = new Uint8Array(32);
    expect(codeOf(() => commitRecord({ record: { schema: "note/1", a: { 0: "x" } }, entrySecret }))).toBe(
      "InvalidFields",
    );
    expect(codeOf(() => commitRecord({ record: { schema: "note/1", a: 0.5 }, entrySecret }))).toBe("InvalidJson");
    expect(codeOf(() => commitRecord({ record: { schema: "note/1", a: "e\u0301" }, entrySecret }))).toBe("InvalidText");
  });
});
