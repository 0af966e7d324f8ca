import { beforeAll, describe, expect, test } from "vitest";
import { lockTypesOf, passkeyOf, removeLock, setLock } from "#protocol/keys/change-locks.ts";
import { generateIdentityKey, type IdentityKey } from "#protocol/keys/identity-key.ts";
import type { LockType, NewLock, Unlock } from "#protocol/keys/identity-lock.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import { decodePasskeyParameters, derivePasskeyKey, encodePasskeyParameters } from "#protocol/keys/passkey-lock.ts";
import { MIN_COST } from "#protocol/keys/passphrase-key.ts";
import { generateRecoveryWords } from "#protocol/keys/recovery-words.ts";
import { openIdentity, sealIdentity } from "#protocol/keys/sealed-identity.ts";
import { type IdentityHeader, parseSealedIdentity } from "#protocol/keys/sealed-identity-format.ts";
import { flips } from "../fixtures/arbitraries.ts";
import { codeOf, codeOfAsync } from "../fixtures/error-code.ts";
import { seededRandom } from "../fixtures/seeded-random.ts";

const place = { chainId: 31_337n, registry: `0x${"5f".repeat(20)}`, account: `0x${"70".repeat(20)}` } as const;
const random = seededRandom("locks");
const [credentialId, prfSalt, prfOutput] = [random(20), random(32), random(32)];
const words = generateRecoveryWords();
const byPassphrase = { type: "passphrase", passphrase: "correct horse" } as const;
const byWords = { type: "recovery", words } as const;
const byPasskey = { type: "passkey", prfOutput } as const;
const passkey: NewLock = { ...byPasskey, credentialId, prfSalt };
const passphrase: NewLock = { ...byPassphrase, cost: MIN_COST };
/** Where the parts of the passkey lock begin, in an identity with words and a passkey. */
const AT = { count: 86, recovery: 87, passkey: 160, idLength: 161, id: 163, salt: 183, nonce: 215, check: 287 };

let identity: IdentityKey;
let expected: IdentityHeader;
let sealed: Uint8Array;

beforeAll(async () => {
  identity = await generateIdentityKey();
  expected = { ...place, keyHash: keyHashOf(identity.publicKey) };
  sealed = await sealIdentity({ ...place, seed: identity.seed, locks: [passkey, byWords] });
});

const open = (changed: Uint8Array, unlock: Unlock = byPasskey): Promise<string> =>
  codeOfAsync(() => openIdentity({ sealed: changed, expected, unlock }));
const lockBytes = (from: Uint8Array, code: number): Uint8Array | undefined => parseSealedIdentity(from).locks.get(code);

describe("passkey lock", () => {
  test("default: the PRF output opens it, and the lock says without a secret what to ask the passkey with", async () => {
    expect(await openIdentity({ sealed, expected, unlock: byPasskey })).toEqual(identity.seed);
    expect(await openIdentity({ sealed, expected, unlock: byWords })).toEqual(identity.seed);
    expect(passkeyOf(sealed)).toEqual({ credentialId, prfSalt });
    expect(lockTypesOf(sealed)).toEqual(["recovery", "passkey"]);
    expect(sealed).toHaveLength(AT.check + 32);
    expect(Buffer.from(sealed).includes(Buffer.from(prfOutput))).toBe(false);
  });

  test("behavior: credential ids of every length that WebAuthn allows", async () => {
    for (const length of [1, 16, 64, 255, 256, 1023]) {
      const lock: NewLock = { ...byPasskey, credentialId: random(length), prfSalt };
      const made = await sealIdentity({ ...place, seed: identity.seed, locks: [byWords, lock] });
      expect(await open(made)).toBe("nothing thrown");
      expect(passkeyOf(made)?.credentialId).toHaveLength(length);
    }
    for (const length of [0, 1024, 70_000]) {
      const lock: NewLock = { ...byPasskey, credentialId: new Uint8Array(length), prfSalt };
      expect(await codeOfAsync(() => sealIdentity({ ...place, seed: identity.seed, locks: [lock] }))).toBe(
        "InvalidArgument",
      );
    }
  });

  test("attack: every byte flipped is refused, whichever lock opens it", { timeout: 120_000 }, async () => {
    const codes = ["InvalidFormat", "UnknownVersion", "UnknownSuite", "UnknownLock", "ContextMismatch", "NoSuchLock"];
    for (const unlock of [byPasskey, byWords]) {
      for (const [at, changed] of flips(sealed).entries()) {
        expect([...codes, "LockNotOpened", "DecryptionFailed"], `byte ${at}`).toContain(await open(changed, unlock));
      }
    }
  });

  test("attack: cut off or extended anywhere, a credential id that is said to be longer, shorter or empty", async () => {
    for (let length = 0; length < sealed.length; length++) {
      expect(["InvalidFormat", "UnknownLock"]).toContain(await open(sealed.subarray(0, length)));
    }
    expect(await open(Uint8Array.of(...sealed, 0))).toBe("InvalidFormat");
    for (const length of [0, 1, 19, 21, 1023, 1024, 0xffff]) {
      const changed = Uint8Array.from(sealed);
      new DataView(changed.buffer).setUint16(AT.idLength, length);
      expect(await open(changed), `length ${length}`).toBe("InvalidFormat");
    }
  });

  test("attack: another passkey's output, one of another salt, and parameters swapped for another passkey's", async () => {
    expect(await open(sealed, { type: "passkey", prfOutput: random(32) })).toBe("LockNotOpened");
    const changed = Uint8Array.from(sealed);
    changed.set(random(20), AT.id);
    expect(await open(changed)).toBe("LockNotOpened");
    expect(await open(changed, byWords)).toBe("DecryptionFailed");
  });

  test("error: outputs, salts and parameters of another length; no passkey lock", async () => {
    for (const length of [0, 31, 33, 64]) {
      expect(await open(sealed, { type: "passkey", prfOutput: new Uint8Array(length) })).toBe("InvalidLength");
      expect(codeOf(() => derivePasskeyKey(new Uint8Array(length)))).toBe("InvalidLength");
    }
    expect(codeOf(() => encodePasskeyParameters({ credentialId, prfSalt: new Uint8Array(31) }))).toBe(
      "InvalidArgument",
    );
    expect(codeOf(() => decodePasskeyParameters(new Uint8Array(3)))).toBe("InvalidFormat");
    const bare = await sealIdentity({ ...place, seed: identity.seed, locks: [byWords] });
    expect(passkeyOf(bare)).toBeUndefined();
    expect(await open(bare)).toBe("NoSuchLock");
  });

  test("behavior: the key is HKDF of the output, so the output itself opens nothing else", () => {
    expect(derivePasskeyKey(prfOutput)).not.toEqual(prfOutput);
    expect(derivePasskeyKey(prfOutput)).toHaveLength(32);
  });
});

describe("setLock and removeLock", () => {
  const change = (from: Uint8Array, lock: NewLock, unlock: Unlock = byWords): Promise<Uint8Array> =>
    setLock({ sealed: from, expected, unlock, lock });

  test("behavior: a lock is added, and the others' bytes stay", async () => {
    const withPassphrase = await change(sealed, passphrase, byPasskey);
    expect(lockTypesOf(withPassphrase)).toEqual(["passphrase", "recovery", "passkey"]);
    for (const unlock of [byPassphrase, byWords, byPasskey]) {
      expect(await openIdentity({ sealed: withPassphrase, expected, unlock })).toEqual(identity.seed);
    }
    for (const code of [2, 3]) expect(lockBytes(withPassphrase, code)).toEqual(lockBytes(sealed, code));
  });

  test("behavior: recovery words are issued again, and the old ones open only what was stored before", async () => {
    const newWords = generateRecoveryWords();
    const changed = await change(sealed, { type: "recovery", words: newWords }, byPasskey);
    expect(await open(changed, byWords)).toBe("LockNotOpened");
    expect(await open(changed, { type: "recovery", words: newWords })).toBe("nothing thrown");
    expect(await open(changed)).toBe("nothing thrown");
    expect(lockBytes(changed, 3)).toEqual(lockBytes(sealed, 3));
    expect(await open(sealed, byWords)).toBe("nothing thrown");
  });

  test("behavior: another passkey takes the first one's place", async () => {
    const output = random(32);
    const other: NewLock = { type: "passkey", prfOutput: output, credentialId: random(64), prfSalt: random(32) };
    const changed = await change(sealed, other, byPasskey);
    expect(await open(changed)).toBe("LockNotOpened");
    expect(await open(changed, { type: "passkey", prfOutput: output })).toBe("nothing thrown");
    expect(lockBytes(changed, 2)).toEqual(lockBytes(sealed, 2));
  });

  test("behavior: a lock is removed, and the rest still opens", async () => {
    const changed = await removeLock({ sealed, expected, unlock: byWords, type: "passkey" });
    expect(lockTypesOf(changed)).toEqual(["recovery"]);
    expect(await open(changed)).toBe("NoSuchLock");
    expect(await open(changed, byWords)).toBe("nothing thrown");
    expect(lockBytes(changed, 2)).toEqual(lockBytes(sealed, 2));
  });

  test("attack: a removed lock put back, an old one put back, one taken away", async () => {
    const removed = await removeLock({ sealed, expected, unlock: byWords, type: "passkey" });
    const check = removed.subarray(-32);
    expect(await open(Uint8Array.of(...sealed.subarray(0, -32), ...check))).toBe("DecryptionFailed");
    const changed = await change(sealed, { type: "recovery", words: generateRecoveryWords() }, byPasskey);
    const mixed = Uint8Array.from(changed);
    mixed.set(sealed.subarray(AT.recovery, AT.passkey), AT.recovery);
    expect(await open(mixed, byWords)).toBe("DecryptionFailed");
    const shorter = Uint8Array.of(...sealed.subarray(0, AT.passkey), ...sealed.subarray(-32));
    shorter[AT.count] = 1;
    expect(await open(shorter, byWords)).toBe("DecryptionFailed");
  });

  test("error: nobody changes a lock who can't open one; the last lock stays", async () => {
    const refused = async (unlock: Unlock, type: LockType): Promise<string[]> => [
      await codeOfAsync(() => setLock({ sealed, expected, unlock, lock: passphrase })),
      await codeOfAsync(() => removeLock({ sealed, expected, unlock, type })),
    ];
    expect(await refused({ type: "passkey", prfOutput: random(32) }, "passkey")).toEqual([
      "LockNotOpened",
      "LockNotOpened",
    ]);
    expect(await refused(byPassphrase, "passkey")).toEqual(["NoSuchLock", "NoSuchLock"]);
    const remove = (from: Uint8Array, type: LockType): Promise<string> =>
      codeOfAsync(() => removeLock({ sealed: from, expected, unlock: byWords, type }));
    expect(await remove(sealed, "passphrase")).toBe("NoSuchLock");
    const last = await removeLock({ sealed, expected, unlock: byWords, type: "passkey" });
    expect(await remove(last, "recovery")).toBe("InvalidArgument");
    const expectedOther = { ...expected, account: `0x${"71".repeat(20)}` as const };
    expect(await codeOfAsync(() => setLock({ sealed, expected: expectedOther, unlock: byWords, lock: passkey }))).toBe(
      "ContextMismatch",
    );
  });
});
