import { ml_kem768_x25519 } from "@noble/post-quantum/hybrid.js";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { generateIdentityKey, type IdentityKey, publicKeyOf } from "#protocol/keys/identity-key.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import {
  deriveOrganisationSeed,
  deriveOrganisationWrapKey,
  generateOrganisationSecret,
  organisationPublicKeyOf,
} from "#protocol/keys/organisation-key.ts";
import { checkPublicKey } from "#protocol/keys/public-key.ts";
import { openSecret, sealSecret } from "#protocol/keys/sealed-secret.ts";
import {
  encodeSealedHeader,
  parseSealedSecretHeader,
  SEALED_SECRET_LENGTH,
  type SealedSecretHeader,
} from "#protocol/keys/sealed-secret-header.ts";
import { addresses, bytesOf, flips, uint32 } from "../fixtures/arbitraries.ts";
import { codeOf, codeOfAsync } from "../fixtures/error-code.ts";

const header: SealedSecretHeader = {
  chainId: 31_337n,
  registry: `0x${"5f".repeat(20)}`,
  sender: `0x${"f3".repeat(20)}`,
  senderEpoch: 2,
  recipient: `0x${"70".repeat(20)}`,
  recipientEpoch: 1,
};
const secret = new Uint8Array(32).fill(7);
let member: IdentityKey;
let sealed: Uint8Array;
let organisationKeyHash: `0x${string}`;

beforeAll(async () => {
  member = await generateIdentityKey();
  organisationKeyHash = keyHashOf(await organisationPublicKeyOf(secret));
  sealed = await sealSecret({ header, secret, recipientKey: member.publicKey });
});

const open = (changed: Uint8Array, expected = header): Promise<string> =>
  codeOfAsync(() => openSecret({ sealed: changed, expected, organisationKeyHash, seed: member.seed }));

describe("identity key", () => {
  test("behavior: the public key of a seed is that of another X-Wing implementation", async () => {
    await fc.assert(
      fc.asyncProperty(bytesOf(32), async (seed) => {
        expect(await publicKeyOf(seed)).toEqual(ml_kem768_x25519.keygen(seed).publicKey);
      }),
      { numRuns: 10 },
    );
  });

  test("error: a seed of another length", async () => {
    for (const length of [0, 31, 33])
      expect(await codeOfAsync(() => publicKeyOf(new Uint8Array(length)))).toBe("InvalidLength");
  });
});

describe("organisation key", () => {
  test("behavior: its seed, its wrap key and the secret are three different things", () => {
    const made = generateOrganisationSecret();
    const keys = [made, deriveOrganisationSeed(made), deriveOrganisationWrapKey(made)].map((key) => key.join());
    expect(new Set(keys).size).toBe(3);
    expect(codeOf(() => deriveOrganisationSeed(new Uint8Array(16)))).toBe("InvalidLength");
  });
});

describe("sealed secret", () => {
  test("default: the member opens it", async () => {
    expect(sealed).toHaveLength(SEALED_SECRET_LENGTH);
    expect(parseSealedSecretHeader(sealed)).toEqual(header);
    expect(await openSecret({ sealed, expected: header, organisationKeyHash, seed: member.seed })).toEqual(secret);
  });

  test("behavior: any header comes back", () => {
    const epochs = uint32.filter((epoch) => epoch > 0);
    const headers = fc.record({
      chainId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      registry: addresses,
      sender: addresses,
      senderEpoch: epochs,
      recipient: addresses,
      recipientEpoch: epochs,
    });
    fc.assert(
      fc.property(headers, (given) => {
        const bytes = new Uint8Array(SEALED_SECRET_LENGTH);
        bytes.set(encodeSealedHeader({ ...given, purpose: "organisation" }));
        expect(parseSealedSecretHeader(bytes)).toEqual(given);
      }),
    );
  });

  test("attack: every byte flipped", { timeout: 120_000 }, async () => {
    const codes = [
      "InvalidFormat",
      "UnknownVersion",
      "UnknownSuite",
      "UnknownPurpose",
      "ContextMismatch",
      "DecryptionFailed",
    ];
    for (const changed of flips(sealed)) expect(codes).toContain(await open(changed));
  });

  test("attack: cut off, extended, empty, ten megabytes", async () => {
    for (const length of [0, 5, 82, 83, 1203, 1250])
      expect(await open(sealed.subarray(0, length))).toBe("InvalidFormat");
    expect(await open(Uint8Array.of(...sealed, 0))).toBe("InvalidFormat");
    expect(await open(new Uint8Array(10_000_000))).toBe("InvalidFormat");
  });

  test("attack: served for another chain, registry, organisation, epoch or member, and its header rewritten", async () => {
    const moves: Partial<SealedSecretHeader>[] = [
      { chainId: 1n },
      { registry: `0x${"60".repeat(20)}` },
      { sender: `0x${"f4".repeat(20)}` },
      { senderEpoch: 3 },
      { recipient: `0x${"71".repeat(20)}` },
      { recipientEpoch: 2 },
    ];
    for (const move of moves) {
      const expected = { ...header, ...move };
      expect(await open(sealed, expected)).toBe("ContextMismatch");
      const moved = Uint8Array.from(sealed);
      moved.set(encodeSealedHeader({ ...expected, purpose: "organisation" }));
      expect(await open(moved, expected)).toBe("DecryptionFailed");
    }
  });

  test("attack: an intruder's secret, or one of another epoch, sealed well to the member's public key", async () => {
    const forged = await sealSecret({ header, secret: generateOrganisationSecret(), recipientKey: member.publicKey });
    expect(await open(forged)).toBe("KeyHashMismatch");
    const zero = await sealSecret({ header, secret: new Uint8Array(32), recipientKey: member.publicKey });
    expect(await open(zero)).toBe("KeyHashMismatch");
  });

  test("attack: somebody else's seed", async () => {
    const other = await generateIdentityKey();
    const openWith = (seed: Uint8Array): Promise<string> =>
      codeOfAsync(() => openSecret({ sealed, expected: header, organisationKeyHash, seed }));
    expect(await openWith(other.seed)).toBe("DecryptionFailed");
    expect(await openWith(new Uint8Array(16))).toBe("InvalidLength");
  });

  test("attack: an encapsulated key whose X25519 part is zero or of low order", async () => {
    for (const point of LOW_ORDER) {
      const changed = Uint8Array.from(sealed);
      changed.set(point, 83 + 1088);
      expect(await open(changed)).toBe("DecryptionFailed");
    }
  });

  test("error: unknown version, suite, purpose and epoch are each named", () => {
    const parse = (at: number, ...bytes: number[]): string => {
      const changed = Uint8Array.from(sealed);
      changed.set(bytes, at);
      return codeOf(() => parseSealedSecretHeader(changed));
    };
    expect(parse(3, 0x52)).toBe("InvalidFormat");
    expect(parse(4, 2)).toBe("UnknownVersion");
    expect(parse(5, 2)).toBe("UnknownSuite");
    for (const purpose of [0, 2, 255]) expect(parse(6, purpose)).toBe("UnknownPurpose");
    expect(parse(55, 0, 0, 0, 0)).toBe("InvalidFormat");
    expect(parse(79, 0, 0, 0, 0)).toBe("InvalidFormat");
  });

  test("error: secrets and keys that can't be sealed or sealed to", async () => {
    const seal = (change: object): Promise<string> =>
      codeOfAsync(() => sealSecret({ header, secret, recipientKey: member.publicKey, ...change }));
    expect(await seal({ secret: new Uint8Array(31) })).toBe("InvalidLength");
    expect(await seal({ header: { ...header, senderEpoch: 0 } })).toBe("InvalidFormat");
    expect(await seal({ header: { ...header, chainId: -1n } })).toBe("InvalidArgument");
    for (const key of [new Uint8Array(1216), new Uint8Array(0), new Uint8Array(1215), new Uint8Array(10_000_000)]) {
      expect(await seal({ recipientKey: key })).toBe("InvalidPublicKey");
    }
  });
});

/** All u-coordinates of order dividing 8 on Curve25519 and its twist, those over the prime included (cr.yp.to/ecdh.html). */
const LOW_ORDER = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
].map((hex) => Uint8Array.from(Buffer.from(hex, "hex")));

describe("checkPublicKey", () => {
  test("default: keys of this suite pass", async () => {
    for (let run = 0; run < 5; run++) {
      const { publicKey } = await generateIdentityKey();
      expect(codeOf(() => checkPublicKey(publicKey))).toBe("nothing thrown");
    }
  });

  test("attack: every X25519 point of low order, which would leave the secret to ML-KEM alone", () => {
    for (const point of LOW_ORDER) {
      const key = Uint8Array.from(member.publicKey);
      key.set(point, 1184);
      expect(codeOf(() => checkPublicKey(key))).toBe("InvalidPublicKey");
    }
  });

  test("attack: an ML-KEM part that is zero, or not reduced at any coefficient", () => {
    const zeros = Uint8Array.from(member.publicKey);
    zeros.fill(0, 0, 1152);
    expect(codeOf(() => checkPublicKey(zeros))).toBe("InvalidPublicKey");
    for (const at of [0, 3, 600, 1149]) {
      const low = Uint8Array.from(member.publicKey);
      low.set([0x01, 0x0d | ((low[at + 1] ?? 0) & 0xf0)], at); // 0xd01 is 3329
      expect(codeOf(() => checkPublicKey(low))).toBe("InvalidPublicKey");
      const high = Uint8Array.from(member.publicKey);
      high.set([0xff], at + 2); // the upper coefficient is 0xff0 at least
      expect(codeOf(() => checkPublicKey(high))).toBe("InvalidPublicKey");
    }
  });
});
