import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { encodeAbiParameters, keccak256 as viemKeccak } from "viem";
import { describe, expect, test } from "vitest";
import { toHex } from "#protocol/bytes/hex.ts";
import { keccak256 } from "#protocol/bytes/keccak.ts";
import { loadFastKeccak } from "#protocol/bytes/load-fast-keccak.ts";
import { commitRecord } from "#protocol/commitment/commit.ts";
import {
  goesRight,
  hashContent,
  hashCount,
  hashEmpty,
  hashInner,
  hashLeaf,
  hashRoot,
} from "#protocol/commitment/nodes.ts";
import { deriveSalts } from "#protocol/commitment/salts.ts";
import { buildSparseTree, climb, type Leaf } from "#protocol/commitment/sparse-tree.ts";
import { FIELD_TYPES, type Field } from "#protocol/record/fields.ts";
import { bytesOf, jsonRecords, uint32 } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { RECORDS } from "../fixtures/records.ts";

const keccak = keccak256;
const words = (count: number) => Array.from({ length: count }, () => ({ type: "bytes32" }) as const);
const tagged = (tag: bigint, ...values: Uint8Array[]): string =>
  viemKeccak(encodeAbiParameters([{ type: "uint256" }, ...words(values.length)], [tag, ...values.map(toHex)]));
const fields: fc.Arbitrary<Omit<Field, "pointer">> = fc.record({
  type: fc.constantFrom(...FIELD_TYPES),
  value: fc.string({ unit: "binary", maxLength: 200 }),
});
const leafLists = fc
  .uniqueArray(bytesOf(32), { minLength: 1, maxLength: 40, selector: toHex })
  .map((paths) => paths.toSorted(Buffer.compare).map((path): Leaf => ({ path, content: keccak(path) })));
const counting = () => {
  let next = 0;
  return () => keccak(new Uint8Array([next++]));
};

describe("nodes", () => {
  test("behavior: every hash is over viem's encodeAbiParameters", () => {
    fc.assert(
      fc.property(fields, bytesOf(32), bytesOf(32), bytesOf(32), uint32, (field, one, other, third, count) => {
        const encoded = encodeAbiParameters(
          [{ type: "string" }, { type: "string" }, { type: "bytes32" }],
          [field.type, field.value, toHex(one)],
        );
        expect(toHex(hashContent({ field, salt: one, keccak }))).toBe(viemKeccak(encoded));
        expect(toHex(hashLeaf({ path: one, content: other, keccak }))).toBe(tagged(0n, one, other));
        expect(toHex(hashInner({ left: one, right: other, keccak }))).toBe(tagged(1n, one, other));
        expect(toHex(hashEmpty({ salt: one, keccak }))).toBe(tagged(2n, one, new Uint8Array(32)));
        expect(toHex(hashCount({ count, salt: one, keccak }))).toBe(
          viemKeccak(encodeAbiParameters([{ type: "uint256" }, ...words(1)], [BigInt(count), toHex(one)])),
        );
        const schema = keccak(new TextEncoder().encode("note/1"));
        expect(toHex(hashRoot({ schema: "note/1", countHash: other, tree: third, keccak }))).toBe(
          tagged(3n, schema, other, third),
        );
      }),
    );
  });

  test("attack: no kind of node passes for another, and text that runs over makes another content", () => {
    const [a, b] = [new Uint8Array(32).fill(1), new Uint8Array(32)];
    const nodes = [
      hashLeaf({ path: a, content: b, keccak }),
      hashInner({ left: a, right: b, keccak }),
      hashEmpty({ salt: a, keccak }),
    ].map(toHex);
    expect(new Set(nodes).size).toBe(nodes.length);
    const content = (type: Field["type"], value: string): string =>
      toHex(hashContent({ field: { type, value }, salt: a, keccak }));
    const contents = [
      content("text", ""),
      content("text", "\0"),
      content("integer", ""),
      content("text", "t"),
      content("boolean", ""),
    ];
    expect(new Set(contents).size).toBe(contents.length);
  });

  test("behavior: a way goes by the bits of the path, the most significant first", () => {
    const path = new Uint8Array(32);
    path[0] = 0b1010_0000;
    path[31] = 1;
    const right = Array.from({ length: 256 }, (_, depth) => depth).filter((depth) => goesRight({ path, depth }));
    expect(right).toEqual([0, 2, 255]);
  });

  test("error: a salt of another length", () => {
    const field = { type: "text", value: "x" } as const;
    expect(codeOf(() => hashContent({ field, salt: new Uint8Array(31), keccak }))).toBe("InvalidLength");
  });
});

describe("salts", () => {
  test("behavior: they are the ChaCha20 key stream of RFC 8439, as OpenSSL computes it", () => {
    fc.assert(
      fc.property(bytesOf(32), fc.integer({ min: 1, max: 40 }), (entrySecret, count) => {
        const salts = deriveSalts({ entrySecret, count });
        // OpenSSL's nonce has the counter in front, little-endian.
        const iv = Buffer.concat([Buffer.alloc(4), Buffer.from("kontor/salts")]);
        const stream = createCipheriv("chacha20", entrySecret, iv).update(Buffer.alloc(32 * count));
        expect(salts.map(toHex)).toEqual(salts.map((_, at) => toHex(stream.subarray(32 * at, 32 * at + 32))));
      }),
    );
  });

  test("error: an entry secret of another length", () => {
    expect(codeOf(() => deriveSalts({ entrySecret: new Uint8Array(31), count: 1 }))).toBe("InvalidLength");
  });
});

describe("sparse tree", () => {
  test("behavior: every leaf's way leads back to the root, and so does that of every path that has none", () => {
    fc.assert(
      fc.property(leafLists, bytesOf(32), (leaves, other) => {
        const { root, walk } = buildSparseTree({ leaves, nextSalt: counting(), keccak });
        for (const leaf of leaves) {
          const { end, siblings } = walk(leaf.path);
          expect(end).toEqual({ leaf });
          expect(climb({ path: leaf.path, node: hashLeaf({ ...leaf, keccak }), siblings, keccak })).toEqual(root);
        }
        const { end, siblings } = walk(other);
        const node = "leaf" in end ? hashLeaf({ ...end.leaf, keccak }) : hashEmpty({ ...end, keccak });
        expect(climb({ path: other, node, siblings, keccak })).toEqual(root);
      }),
    );
  });

  test("behavior: a leaf stands at the least depth at which it is alone, and an empty place only beside others", () => {
    fc.assert(
      fc.property(leafLists, (leaves) => {
        const { walk } = buildSparseTree({ leaves, nextSalt: counting(), keccak });
        const bits = (path: Uint8Array): string => [...path].map((byte) => byte.toString(2).padStart(8, "0")).join("");
        for (const { path } of leaves) {
          const depth = walk(path).siblings.length;
          const sharing = (length: number): number =>
            leaves.filter((leaf) => bits(leaf.path).startsWith(bits(path).slice(0, length))).length;
          expect(sharing(depth)).toBe(1);
          if (depth > 0) expect(sharing(depth - 1)).toBeGreaterThan(1);
        }
      }),
    );
  });

  test("args: paths that differ in the last bit only stand at the greatest depth", () => {
    const [left, right] = [new Uint8Array(32), new Uint8Array(32)];
    right[31] = 1;
    const leaves = [left, right].map((path): Leaf => ({ path, content: keccak(path) }));
    const { walk } = buildSparseTree({ leaves, nextSalt: counting(), keccak });
    expect(walk(left).siblings).toHaveLength(256);
  });

  test("error: no leaf, and two leaves for one path", () => {
    const leaf: Leaf = { path: new Uint8Array(32), content: new Uint8Array(32) };
    const build = (leaves: Leaf[]) => () => buildSparseTree({ leaves, nextSalt: counting(), keccak });
    expect(codeOf(build([]))).toBe("InvalidArgument");
    expect(codeOf(build([leaf, leaf]))).toBe("InvalidArgument");
  });
});

describe("commitment", () => {
  test("behavior: the same with the fast Keccak, another with any other secret or record", async () => {
    const fast = await loadFastKeccak();
    fc.assert(
      fc.property(jsonRecords, bytesOf(32), bytesOf(32), (record, entrySecret, other) => {
        const { commitment } = commitRecord({ record, entrySecret });
        expect(commitRecord({ record, entrySecret, keccak: fast }).commitment).toBe(commitment);
        expect(commitRecord({ record: { ...record, more: 1 }, entrySecret }).commitment).not.toBe(commitment);
        if (toHex(other) !== toHex(entrySecret)) {
          expect(commitRecord({ record, entrySecret: other }).commitment).not.toBe(commitment);
        }
      }),
    );
  });

  test("behavior: a commitment changes with every field, and with the order of nothing", () => {
    const entrySecret = new Uint8Array(32).fill(1);
    const { commitment } = commitRecord({ record: RECORDS.profile, entrySecret });
    const reordered = Object.fromEntries(Object.entries(RECORDS.profile).toReversed()) as typeof RECORDS.profile;
    expect(commitRecord({ record: reordered, entrySecret }).commitment).toBe(commitment);
    const text = JSON.stringify(RECORDS.profile);
    for (const value of ["Berlin", "Futterkiste GmbH", "DE123456789"]) {
      const changed = JSON.parse(text.replace(value, `${value}.`));
      if (JSON.stringify(changed) === text) continue;
      expect(commitRecord({ record: changed, entrySecret }).commitment).not.toBe(commitment);
    }
  });

  test("error: an entry secret of another length", () => {
    expect(codeOf(() => commitRecord({ record: RECORDS.note, entrySecret: new Uint8Array(16) }))).toBe("InvalidLength");
  });
});
