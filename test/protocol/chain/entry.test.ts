import fc from "fast-check";
import { encodeAbiParameters, hashStruct, hashTypedData, keccak256 } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { encodeAbiWords } from "#protocol/bytes/abi-words.ts";
import { toHex } from "#protocol/bytes/hex.ts";
import { appendTypedData } from "#protocol/chain/append-typed-data.ts";
import {
  customerIdOf,
  hashBody,
  hashEntry,
  hashHeader,
  hashPredecessor,
  nextEntry,
  originOf,
  predecessorOf,
} from "#protocol/chain/entry.ts";
import { ENTRY_TYPES } from "#protocol/chain/type-hashes.ts";
import { addresses, bytes32, entries, uint32 } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";

const contents = fc.record({
  kind: fc.nat({ max: 0xffff }),
  keyEpoch: uint32,
  commitment: bytes32,
  payloadDigest: bytes32,
});

describe("entry", () => {
  test("behavior: the hashes are viem's hashStruct", () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const types = ENTRY_TYPES;
        expect(hashHeader(entry.header)).toBe(hashStruct({ types, primaryType: "Header", data: entry.header }));
        expect(hashBody(entry.body)).toBe(hashStruct({ types, primaryType: "Body", data: entry.body }));
        expect(hashEntry(entry)).toBe(hashStruct({ types, primaryType: "Entry", data: entry }));
      }),
    );
  });

  test("behavior: words are viem's encodeAbiParameters", () => {
    fc.assert(
      fc.property(bytes32, addresses, fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (hash, address, uint) => {
        const words = encodeAbiWords([
          { bytes32: hash, name: "a" },
          { address, name: "b" },
          { uint, bits: 256, name: "c" },
        ]);
        const parameters = [{ type: "bytes32" }, { type: "address" }, { type: "uint256" }] as const;
        expect(toHex(words)).toBe(encodeAbiParameters(parameters, [hash, address, uint]));
      }),
    );
  });

  test("behavior: a customer's id is keccak256(abi.encode(steward, salt))", () => {
    fc.assert(
      fc.property(addresses, bytes32, (steward, salt) => {
        const encoded = encodeAbiParameters([{ type: "address" }, { type: "bytes32" }], [steward, salt]);
        expect(customerIdOf({ steward, salt })).toBe(keccak256(encoded));
      }),
    );
  });

  test("behavior: a chain of entries links by hashes, entry 1 to its salt", () => {
    fc.assert(
      fc.property(addresses, bytes32, addresses, contents, contents, (steward, salt, author, first, second) => {
        const one = nextEntry({ predecessor: originOf({ steward, salt }), content: first, author });
        expect(one.header).toEqual({ customer: customerIdOf({ steward, salt }), sequence: 1n, steward });
        expect(one.body.previous).toBe(salt);
        const two = nextEntry({ predecessor: predecessorOf(one), content: second, author });
        expect(two.header.sequence).toBe(2n);
        expect(two.body.previous).toBe(hashEntry(one));
        expect(hashPredecessor(predecessorOf(two))).toBe(hashEntry(two));
      }),
    );
  });

  test("args: steward of a transfer becomes the entry's steward", () => {
    const [steward, salt] = [`0x${"11".repeat(20)}`, `0x${"22".repeat(32)}`] as const;
    const content = { kind: 7, keyEpoch: 1, commitment: salt, payloadDigest: salt };
    const to = `0x${"33".repeat(20)}` as const;
    const entry = nextEntry({ predecessor: originOf({ steward, salt }), content, author: to, steward: to });
    expect(entry.header.steward).toBe(to);
    expect(entry.header.customer).toBe(customerIdOf({ steward, salt }));
  });

  test("attack: every member that is changed changes the hash", () => {
    fc.assert(
      fc.property(entries, entries, (entry, other) => {
        for (const part of ["header", "body"] as const) {
          for (const [name, value] of Object.entries(other[part])) {
            const changed = { ...entry, [part]: { ...entry[part], [name]: value } };
            const isSame = Object.entries(entry[part]).some(([at, was]) => at === name && was === value);
            expect(hashEntry(changed) === hashEntry(entry)).toBe(isSame);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test("error: hexadecimal of another length and integers out of their width are refused", () => {
    const header = { customer: `0x${"11".repeat(32)}`, sequence: 1n, steward: `0x${"22".repeat(20)}` } as const;
    expect(codeOf(() => hashHeader({ ...header, customer: "0x11" }))).toBe("InvalidHex");
    expect(codeOf(() => hashHeader({ ...header, customer: `0x${"zz".repeat(32)}` }))).toBe("InvalidHex");
    expect(codeOf(() => hashHeader({ ...header, steward: `0x${"22".repeat(32)}` }))).toBe("InvalidHex");
    expect(codeOf(() => hashHeader({ ...header, sequence: 2n ** 64n }))).toBe("InvalidEntry");
    expect(codeOf(() => hashHeader({ ...header, sequence: -1n }))).toBe("InvalidEntry");
    const zero = `0x${"00".repeat(32)}` as const;
    const body = {
      previous: zero,
      author: header.steward,
      kind: 1,
      keyEpoch: 1,
      commitment: zero,
      payloadDigest: zero,
    };
    expect(codeOf(() => hashBody({ ...body, kind: 65_536 }))).toBe("InvalidEntry");
    expect(codeOf(() => hashBody({ ...body, kind: 1.5 }))).toBe("InvalidEntry");
    expect(codeOf(() => hashBody({ ...body, keyEpoch: 2 ** 32 }))).toBe("InvalidEntry");
    expect(codeOf(() => hashBody({ ...body, keyEpoch: Number.NaN }))).toBe("InvalidEntry");
  });

  test("error: there is no entry after the last sequence", () => {
    const predecessor = {
      header: { customer: `0x${"11".repeat(32)}`, sequence: 2n ** 64n - 1n, steward: `0x${"22".repeat(20)}` },
      bodyHash: `0x${"11".repeat(32)}`,
    } as const;
    const content = { kind: 1, keyEpoch: 1, commitment: predecessor.bodyHash, payloadDigest: predecessor.bodyHash };
    const author = predecessor.header.steward;
    expect(codeOf(() => nextEntry({ predecessor, content, author }))).toBe("InvalidEntry");
  });
});

describe("appendTypedData", () => {
  test("behavior: a signature is for one entry, deadline, chain and registry", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const [entry] = fc.sample(entries, { numRuns: 1, seed: 1 });
    if (entry === undefined) throw new Error("no sample");
    const parameters = { chainId: 1n, registry: `0x${"55".repeat(20)}`, entry, deadline: 5n } as const;
    const digests = [
      parameters,
      { ...parameters, chainId: 2n },
      { ...parameters, registry: `0x${"56".repeat(20)}` as const },
      { ...parameters, deadline: 6n },
      { ...parameters, entry: { ...entry, body: { ...entry.body, kind: entry.body.kind ^ 1 } } },
    ].map((changed) => hashTypedData(appendTypedData(changed)));
    expect(new Set(digests).size).toBe(digests.length);
    expect(await account.signTypedData(appendTypedData(parameters))).toMatch(/^0x[0-9a-f]{130}$/);
  });
});
