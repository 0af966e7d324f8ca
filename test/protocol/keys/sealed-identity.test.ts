import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { argon2id } from "@noble/hashes/argon2.js";
import { beforeAll, describe, expect, test } from "vitest";
import { setLock } from "#protocol/keys/change-locks.ts";
import { generateIdentityKey, type IdentityKey } from "#protocol/keys/identity-key.ts";
import { type NewLock, sealLock, type Unlock } from "#protocol/keys/identity-lock.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import { checkCost, DEFAULT_COST, derivePassphraseKey, MAX_COST, MIN_COST } from "#protocol/keys/passphrase-key.ts";
import { generateRecoveryWords } from "#protocol/keys/recovery-words.ts";
import { openIdentity, sealIdentity } from "#protocol/keys/sealed-identity.ts";
import { type IdentityHeader, joinIdentity, parseSealedIdentity } from "#protocol/keys/sealed-identity-format.ts";
import { flips } from "../fixtures/arbitraries.ts";
import { codeOf, codeOfAsync } from "../fixtures/error-code.ts";

const place = { chainId: 31_337n, registry: `0x${"5f".repeat(20)}`, account: `0x${"70".repeat(20)}` } as const;
const words = generateRecoveryWords();
const byPassphrase: Unlock = { type: "passphrase", passphrase: "correct horse" };
const byWords: Unlock = { type: "recovery", words };
const locks: NewLock[] = [{ ...byPassphrase, cost: MIN_COST }, byWords];
/** Where the parts of an identity with both locks begin. */
const AT = { count: 86, passphrase: 87, cost: 104, recovery: 185, check: 258 };

let identity: IdentityKey;
let expected: IdentityHeader;
let sealed: Uint8Array;

beforeAll(async () => {
  identity = await generateIdentityKey();
  expected = { ...place, keyHash: keyHashOf(identity.publicKey) };
  sealed = await sealIdentity({ ...place, seed: identity.seed, locks });
});

const open = (changed: Uint8Array, unlock: Unlock = byWords): Promise<string> =>
  codeOfAsync(() => openIdentity({ sealed: changed, expected, unlock }));

describe("sealed identity", () => {
  test("default: each lock opens it", async () => {
    for (const unlock of [byPassphrase, byWords]) {
      expect(await openIdentity({ sealed, expected, unlock })).toEqual(identity.seed);
    }
    expect(parseSealedIdentity(sealed).header).toEqual(expected);
  });

  test("behavior: it holds the seed nowhere in clear, and the same seed never seals alike", async () => {
    const again = await sealIdentity({ ...place, seed: identity.seed, locks: [byWords] });
    const once = await sealIdentity({ ...place, seed: identity.seed, locks: [byWords] });
    expect(again).not.toEqual(once);
    expect(Buffer.from(sealed).includes(Buffer.from(identity.seed))).toBe(false);
  });

  test("behavior: NFKC makes one passphrase of two keyboards' typing; words forgive case and white space", async () => {
    const made = await sealIdentity({
      ...place,
      seed: identity.seed,
      locks: [{ type: "passphrase", passphrase: "Bär ﬁsch", cost: MIN_COST }, byWords],
    });
    expect(await open(made, { type: "passphrase", passphrase: "Ba\u0308r fisch" })).toBe("nothing thrown");
    expect(await open(made, { type: "recovery", words: `\n ${words.toUpperCase().replaceAll(" ", "  ")}\t` })).toBe(
      "nothing thrown",
    );
  });

  test("error: wrong passphrase, wrong words, a lock that isn't there", async () => {
    expect(await open(sealed, { type: "passphrase", passphrase: "wrong" })).toBe("LockNotOpened");
    expect(await open(sealed, { type: "recovery", words: generateRecoveryWords() })).toBe("LockNotOpened");
    const one = await sealIdentity({ ...place, seed: identity.seed, locks: [byWords] });
    expect(await open(one, byPassphrase)).toBe("NoSuchLock");
    for (const passphrase of ["", "x".repeat(1_025), "\ud800"]) {
      expect(await open(sealed, { type: "passphrase", passphrase })).toBe("InvalidPassphrase");
    }
  });

  test("error: words that can't be recovery words, and the error doesn't repeat them", async () => {
    const list = words.split(" ");
    for (const wrong of [
      "",
      "abandon",
      list.slice(1).join(" "),
      [...list, "zoo"].join(" "),
      list.with(3, "kontor").join(" "),
      `${"abandon ".repeat(23)}abandon`,
    ]) {
      expect(await open(sealed, { type: "recovery", words: wrong })).toBe("InvalidRecoveryWords");
    }
    const error = await openIdentity({
      sealed,
      expected,
      unlock: { type: "recovery", words: list.with(3, "kontor").join(" ") },
    }).catch(String);
    expect(error).not.toContain("kontor");
  });

  test("attack: every byte flipped is refused under the recovery words", { timeout: 120_000 }, async () => {
    const codes = [
      "InvalidFormat",
      "UnknownVersion",
      "UnknownSuite",
      "UnknownLock",
      "ContextMismatch",
      "LockNotOpened",
      "DecryptionFailed",
    ];
    for (const [at, changed] of flips(sealed).entries()) expect(codes, `byte ${at}`).toContain(await open(changed));
  });

  test("attack: every byte outside the salt and cost flipped is refused under the passphrase too", {
    timeout: 120_000,
  }, async () => {
    const codes = [
      "InvalidFormat",
      "InvalidLockCost",
      "UnknownVersion",
      "UnknownSuite",
      "UnknownLock",
      "ContextMismatch",
      "LockNotOpened",
      "DecryptionFailed",
    ];
    // One byte of every part: deriving the key takes too long for all of them.
    for (const at of [
      0,
      4,
      5,
      6,
      13,
      14,
      34,
      54,
      AT.count,
      AT.passphrase,
      88,
      103,
      AT.cost + 3,
      AT.cost + 7,
      113,
      136,
      137,
      184,
      AT.recovery,
      186,
      257,
      AT.check,
      289,
    ]) {
      expect(codes, `byte ${at}`).toContain(await open(flips(sealed)[at] as Uint8Array, byPassphrase));
    }
  });

  test("attack: cut off, extended, empty, ten megabytes", async () => {
    for (let length = 0; length < sealed.length; length++) {
      expect(["InvalidFormat", "UnknownLock"]).toContain(await open(sealed.subarray(0, length)));
    }
    expect(await open(Uint8Array.of(...sealed, 0))).toBe("InvalidFormat");
    expect(await open(new Uint8Array(10_000_000))).toBe("InvalidFormat");
  });

  test("attack: somebody else's identity, or this one of another chain, registry or key", async () => {
    const moves: Partial<IdentityHeader>[] = [
      { chainId: 1n },
      { registry: `0x${"60".repeat(20)}` },
      { account: `0x${"71".repeat(20)}` },
      { keyHash: `0x${"00".repeat(32)}` },
    ];
    for (const move of moves) {
      expect(
        await codeOfAsync(() => openIdentity({ sealed, expected: { ...expected, ...move }, unlock: byWords })),
      ).toBe("ContextMismatch");
    }
  });

  test("attack: a lock of an old passphrase put back, a lock taken away, locks in another order or twice", async () => {
    const changed = await setLock({
      sealed,
      expected,
      unlock: byWords,
      lock: { type: "passphrase", passphrase: "new one", cost: MIN_COST },
    });
    const mixed = Uint8Array.from(changed);
    mixed.set(sealed.subarray(AT.passphrase, AT.recovery), AT.passphrase);
    expect(await open(mixed, byPassphrase)).toBe("DecryptionFailed");
    const [head, first, second, check] = [
      sealed.subarray(0, AT.count),
      sealed.subarray(AT.passphrase, AT.recovery),
      sealed.subarray(AT.recovery, AT.check),
      sealed.subarray(AT.check),
    ];
    expect(await open(Uint8Array.of(...head, 1, ...second, ...check))).toBe("DecryptionFailed");
    expect(await open(Uint8Array.of(...head, 2, ...second, ...first, ...check))).toBe("InvalidFormat");
    expect(await open(Uint8Array.of(...head, 2, ...second, ...second, ...check))).toBe("InvalidFormat");
    expect(await open(Uint8Array.of(...head, 0, ...check))).toBe("InvalidFormat");
    expect(await open(Uint8Array.of(...head, 255, ...first, ...second, ...check))).toBe("InvalidFormat");
    expect(await open(Uint8Array.of(...head, 3, ...first, ...second, 4, ...check))).toBe("UnknownLock");
  });

  test("attack: another seed under a good lock and the old key hash", async () => {
    const { head, locks: parsed } = parseSealedIdentity(sealed);
    const other = await generateIdentityKey();
    const own = await sealIdentity({ ...place, seed: other.seed, locks: [byWords] });
    const renamed = Uint8Array.from(own);
    renamed.set(head);
    expect(parsed.size).toBe(2);
    expect(await open(renamed)).toBe("LockNotOpened");
    // By somebody who has the words: the lock opens, and the seed isn't the published key's.
    const lock = await sealLock({ seed: other.seed, lock: byWords, head });
    const swapped = Uint8Array.of(...joinIdentity({ head, locks: new Map([[2, lock]]) }), ...new Uint8Array(32));
    expect(await open(swapped)).toBe("KeyHashMismatch");
  });

  test("attack: costs that would hang or exhaust the reader are refused before anything is computed", async () => {
    for (const [memoryKiB, iterations, parallelism] of [
      [0xffff_ffff, 3, 1],
      [MAX_COST.memoryKiB + 1, 3, 1],
      [65_536, 0xffff_ffff, 1],
      [65_536, 11, 1],
      [65_536, 3, 5],
      [65_536, 3, 255],
      [MIN_COST.memoryKiB - 1, 3, 1],
      [65_536, 1, 1],
      [65_536, 3, 0],
      [0, 0, 0],
    ] as const) {
      const changed = Uint8Array.from(sealed);
      const view = new DataView(changed.buffer);
      view.setUint32(AT.cost, memoryKiB);
      view.setUint32(AT.cost + 4, iterations);
      view.setUint8(AT.cost + 8, parallelism);
      expect(await open(changed, byPassphrase)).toBe("InvalidLockCost");
      const lock: NewLock = { ...byPassphrase, cost: { memoryKiB, iterations, parallelism } };
      expect(await codeOfAsync(() => sealIdentity({ ...place, seed: identity.seed, locks: [lock] }))).toBe(
        "InvalidLockCost",
      );
    }
    for (const cost of [DEFAULT_COST, MIN_COST, MAX_COST]) expect(codeOf(() => checkCost(cost))).toBe("nothing thrown");
  });

  test("error: no lock, two of one type, a seed of another length", async () => {
    const seal = (change: object): Promise<string> =>
      codeOfAsync(() => sealIdentity({ ...place, seed: identity.seed, locks, ...change }));
    expect(await seal({ locks: [] })).toBe("InvalidArgument");
    expect(await seal({ locks: [byWords, byWords] })).toBe("InvalidArgument");
    expect(await seal({ seed: new Uint8Array(31) })).toBe("InvalidLength");
    expect(await seal({ account: "0x12" })).toBe("InvalidArgument");
  });
});

describe("setLock with a passphrase", () => {
  test("behavior: the new passphrase opens, the old one doesn't, the recovery lock's bytes stay", async () => {
    for (const unlock of [byPassphrase, byWords]) {
      const lock: NewLock = { type: "passphrase", passphrase: "new one", cost: MIN_COST };
      const changed = await setLock({ sealed, expected, unlock, lock });
      expect(await open(changed, { type: "passphrase", passphrase: "new one" })).toBe("nothing thrown");
      expect(await open(changed, byPassphrase)).toBe("LockNotOpened");
      expect(await open(changed, byWords)).toBe("nothing thrown");
      expect(changed.subarray(AT.recovery, AT.check)).toEqual(sealed.subarray(AT.recovery, AT.check));
    }
  });

  test("error: the old passphrase is wrong, or the new one is none", async () => {
    const change = (unlock: Unlock, passphrase: string): Promise<string> =>
      codeOfAsync(() =>
        setLock({ sealed, expected, unlock, lock: { type: "passphrase", passphrase, cost: MIN_COST } }),
      );
    expect(await change({ type: "passphrase", passphrase: "wrong" }, "new")).toBe("LockNotOpened");
    expect(await change(byWords, "")).toBe("InvalidPassphrase");
  });
});

describe("passphrase key", () => {
  test("behavior: it is Argon2id as another implementation computes it", { timeout: 60_000 }, async () => {
    const salt = new Uint8Array(16).fill(3);
    const key = await derivePassphraseKey({ passphrase: "päss", salt, cost: MIN_COST });
    const oracle = argon2id(new TextEncoder().encode("päss"), salt, {
      m: MIN_COST.memoryKiB,
      t: MIN_COST.iterations,
      p: MIN_COST.parallelism,
      dkLen: 32,
    });
    expect(key).toEqual(oracle);
    const lock = parseSealedIdentity(
      await sealIdentity({
        ...place,
        seed: identity.seed,
        locks: [{ type: "passphrase", passphrase: "päss", cost: MIN_COST }],
        randomBytes: (length) => new Uint8Array(length).fill(3),
      }),
    ).locks.get(1);
    const opening = (lock as Uint8Array).subarray(0, 50);
    const cipher = xchacha20poly1305(
      oracle,
      opening.subarray(26),
      Uint8Array.of(...sealed.subarray(0, AT.count), ...opening),
    );
    expect(cipher.decrypt((lock as Uint8Array).subarray(50))).toEqual(identity.seed);
  });
});
