import { readdirSync, readFileSync } from "node:fs";
import { type Hex, hashStruct, keccak256, stringToBytes } from "viem";
import { describe, expect, test } from "vitest";
import { fromHex } from "#protocol/bytes/hex.ts";
import type { Entry } from "#protocol/chain/entry.ts";
import { ENTRY_TYPES } from "#protocol/chain/type-hashes.ts";
import { checkAbsence, checkDisclosure } from "#protocol/commitment/check-disclosure.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { parseStrictJson } from "#protocol/json/parse-strict-json.ts";
import { openChannelKey } from "#protocol/keys/channel-key.ts";
import type { HistoryHeader } from "#protocol/keys/history-header.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import { openOldSecret } from "#protocol/keys/organisation-history.ts";
import { answerPossessionChallenge, checkPossessionAnswer } from "#protocol/keys/possession.ts";
import { openIdentity } from "#protocol/keys/sealed-identity.ts";
import { openSecret } from "#protocol/keys/sealed-secret.ts";
import type { SealedSecretHeader } from "#protocol/keys/sealed-secret-header.ts";
import { unwrapSecret } from "#protocol/keys/wrap.ts";
import type { WrapHeader } from "#protocol/keys/wrap-header.ts";
import { judgeChain } from "#protocol/verdict/judge-chain.ts";
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

  test("behavior: disclosures and absences hold for their commitment and kind, and for no other", () => {
    const vectors = read("commitments-2.json");
    for (const { commitment, kind, disclosures, absences } of vectors) {
      expect(disclosures.length * absences.length).toBeGreaterThan(0);
      for (const other of vectors) {
        const isOwn = other.commitment === commitment;
        for (const disclosure of disclosures) {
          expect(checkDisclosure({ disclosure, commitment: other.commitment, kind })).toBe(isOwn);
        }
        for (const absence of absences) {
          expect(checkAbsence({ absence, commitment: other.commitment, kind })).toBe(isOwn);
        }
      }
    }
  });

  test("attack: what the vectors call invalid is refused, each for its reason", () => {
    for (const { commitment, kind, invalid } of read("commitments-2.json")) {
      for (const { reason, disclosure, absence } of invalid) {
        const holds = disclosure
          ? checkDisclosure({ disclosure, commitment, kind })
          : checkAbsence({ absence, commitment, kind });
        expect(holds, reason).toBe(false);
      }
    }
  });

  test("behavior: envelopes open to their record", () => {
    for (const vector of read("envelopes-2.json")) {
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

  test("behavior: what is shared opens: channel, wraps, possession, history, and an identity by its passkey", async () => {
    const { recipient, channel, wraps, possession, history, sealedIdentity } = read("keys-2.json");
    const placed = (header: { chainId: string }) => ({ ...header, chainId: BigInt(header.chainId) });
    const seed = bytes(recipient.seed);
    const expected = placed(channel.header) as SealedSecretHeader & { chainId: bigint };
    expect(await openChannelKey({ sealed: bytes(channel.sealed), expected, seed })).toEqual(bytes(channel.key));
    for (const { header, wrap, secret } of wraps) {
      const opened = unwrapSecret({
        wrap: bytes(wrap),
        expected: placed(header) as WrapHeader & { chainId: bigint },
        wrapKey: bytes(channel.wrapKey),
      });
      expect(opened).toEqual(bytes(secret));
    }
    const answer = bytes(possession.answer);
    expect(await answerPossessionChallenge({ sealed: bytes(possession.sealed), expected, seed })).toEqual(answer);
    const organisationSecret = bytes(possession.organisationSecret);
    expect(checkPossessionAnswer({ header: expected, organisationSecret, keyHash: recipient.keyHash, answer })).toBe(
      true,
    );
    const old = await openOldSecret({
      wrap: bytes(history.wrap),
      expected: placed(history.header) as HistoryHeader & { chainId: bigint },
      nextSecret: bytes(history.nextSecret),
      organisationKeyHash: history.oldKeyHash,
    });
    expect(old).toEqual(bytes(history.oldSecret));
    const { chainId, registry, account, keyHash, passphrase, recoveryWords, passkey, sealed } = sealedIdentity;
    for (const unlock of [
      { type: "passphrase", passphrase },
      { type: "recovery", words: recoveryWords },
      { type: "passkey", prfOutput: bytes(passkey.prfOutput) },
    ] as const) {
      const place = { chainId: BigInt(chainId), registry, account, keyHash };
      expect(await openIdentity({ sealed: bytes(sealed), expected: place, unlock })).toEqual(seed);
    }
  });

  test("behavior: an erased customer's chain is erased, entry by entry", () => {
    const { customer, entries, storedHead } = read("erasure-1.json");
    const claimed = entries.map(({ header, body }: Entry) => ({
      header: { ...header, sequence: BigInt(header.sequence) },
      body,
    }));
    const judged = judgeChain({ customer, storedHead, entries: claimed, payloads: new Map() });
    expect(judged.verdict).toBe("erased");
    expect(judged.entries.map(({ verdict }) => verdict)).toEqual(["erased", "erased"]);
  });
});
