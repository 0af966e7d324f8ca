import { readdirSync, readFileSync } from "node:fs";
import { type Hex, hashStruct, keccak256, stringToBytes } from "viem";
import { describe, expect, test } from "vitest";
import { fromHex } from "#protocol/bytes/hex.ts";
import { ENTRY_TYPES } from "#protocol/chain/type-hashes.ts";
import { checkDisclosure } from "#protocol/commitment/check-disclosure.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { parseStrictJson } from "#protocol/json/parse-strict-json.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import { openIdentity } from "#protocol/keys/sealed-identity.ts";
import { openSecret } from "#protocol/keys/sealed-secret.ts";
import { unwrapSecret } from "#protocol/keys/wrap.ts";
import { deriveVectors } from "#test/vectors/make.ts";

const FOLDER = new URL("../vectors/", import.meta.url);

// biome-ignore lint/suspicious/noExplicitAny: a vector file is JSON of no one type; a wrong path fails the test
function read(name: string): any {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
}

const bytes = (hex: Hex): Uint8Array => fromHex({ hex, length: (hex.length - 2) / 2, name: "vector" });

describe("golden vectors", () => {
  test("behavior: every file is what the protocol derives today", async () => {
    const derived = await deriveVectors();
    const stored = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
    expect(stored.sort()).toEqual(Object.keys(derived).sort());
    for (const name of stored) expect(read(name), name).toEqual(derived[name]);
  });

  test("behavior: entry hashes are viem's EIP-712 hashes, and each entry names the one before", () => {
    let previous: Hex | undefined;
    for (const { entry, headerHash, bodyHash, entryHash } of read("entries-1.json").entries) {
      const types = ENTRY_TYPES;
      expect(hashStruct({ types, primaryType: "Header", data: entry.header })).toBe(headerHash);
      expect(hashStruct({ types, primaryType: "Body", data: entry.body })).toBe(bodyHash);
      expect(hashStruct({ types, primaryType: "Entry", data: entry })).toBe(entryHash);
      if (previous !== undefined) expect(entry.body.previous).toBe(previous);
      previous = entryHash;
    }
    expect(read("entries-1.json").roles.AUDITOR).toBe(keccak256(stringToBytes("AUDITOR")));
  });

  test("behavior: disclosures hold for their commitment and kind, and for no other", () => {
    const vectors = read("commitments-1.json");
    for (const { commitment, kind, disclosures } of vectors) {
      for (const disclosure of disclosures) {
        for (const other of vectors) {
          const isOwn = other.commitment === commitment;
          expect(checkDisclosure({ disclosure, commitment: other.commitment, kind })).toBe(isOwn);
        }
      }
    }
  });

  test("behavior: envelopes open to their record", () => {
    for (const vector of read("envelopes-1.json")) {
      const { commitment, payloadDigest, json } = vector;
      const context = {
        ...vector.context,
        chainId: BigInt(vector.context.chainId),
        sequence: BigInt(vector.context.sequence),
      };
      const { record } = openEnvelope({
        envelope: bytes(vector.envelope),
        expected: { context, commitment, payloadDigest },
        sectionKey: bytes(vector.sectionKey),
        shredShare: bytes(vector.shredShare),
      });
      expect(record).toEqual(parseStrictJson(json));
    }
  });

  test("behavior: wraps, the sealed secret and the sealed identity open", async () => {
    const { identity, organisation, wraps, sealedSecret, sealedIdentity } = read("keys-1.json");
    for (const { header, wrap, secret } of wraps) {
      const expected = { ...header, chainId: BigInt(header.chainId) };
      expect(unwrapSecret({ wrap: bytes(wrap), expected, wrapKey: bytes(organisation.wrapKey) })).toEqual(
        bytes(secret),
      );
    }
    expect(keyHashOf(bytes(identity.publicKey))).toBe(identity.keyHash);
    const opened = await openSecret({
      sealed: bytes(sealedSecret.sealed),
      expected: { ...sealedSecret.header, chainId: BigInt(sealedSecret.header.chainId) },
      organisationKeyHash: organisation.keyHash,
      seed: bytes(identity.seed),
    });
    expect(opened).toEqual(bytes(organisation.secret));
    const { chainId, registry, account, passphrase, recoveryWords, sealed } = sealedIdentity;
    const expected = { chainId: BigInt(chainId), registry, account, keyHash: identity.keyHash };
    for (const unlock of [
      { type: "passphrase", passphrase },
      { type: "recovery", words: recoveryWords },
    ] as const) {
      expect(await openIdentity({ sealed: bytes(sealed), expected, unlock })).toEqual(bytes(identity.seed));
    }
  });
});
