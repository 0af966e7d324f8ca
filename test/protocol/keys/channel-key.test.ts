import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { deriveChannelKey, deriveChannelWrapKey, openChannelKey, sealChannelKey } from "#protocol/keys/channel-key.ts";
import { generateIdentityKey, type IdentityKey } from "#protocol/keys/identity-key.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import {
  deriveOrganisationSeed,
  deriveOrganisationWrapKey,
  generateOrganisationSecret,
  organisationPublicKeyOf,
} from "#protocol/keys/organisation-key.ts";
import { openSecret, sealSecret } from "#protocol/keys/sealed-secret.ts";
import {
  encodeSealedHeader,
  parseSealedHeader,
  parseSealedSecretHeader,
  SEALED_PURPOSES,
  SEALED_SECRET_LENGTH,
  type SealedSecretHeader,
} from "#protocol/keys/sealed-secret-header.ts";
import { addresses, bytesOf, flips } from "../fixtures/arbitraries.ts";
import { codeOf, codeOfAsync } from "../fixtures/error-code.ts";

const header: SealedSecretHeader = {
  chainId: 31_337n,
  registry: `0x${"5f".repeat(20)}`,
  sender: `0x${"f3".repeat(20)}`,
  senderEpoch: 2,
  recipient: `0x${"70".repeat(20)}`,
  recipientEpoch: 1,
};
const organisationSecret = new Uint8Array(32).fill(7);
const channelKey = deriveChannelKey({ organisationSecret, grantee: header.recipient });
let subject: IdentityKey;
let sealed: Uint8Array;

beforeAll(async () => {
  subject = await generateIdentityKey();
  sealed = await sealChannelKey({ header, channelKey, recipientKey: subject.publicKey });
});

const open = (changed: Uint8Array, expected = header, seed = subject.seed): Promise<string> =>
  codeOfAsync(() => openChannelKey({ sealed: changed, expected, seed }));

describe("channel key", () => {
  test("behavior: each steward's secret and each grantee make another one", () => {
    fc.assert(
      fc.property(bytesOf(32), bytesOf(32), addresses, addresses, (secret, other, grantee, stranger) => {
        fc.pre(secret.join() !== other.join() && grantee !== stranger);
        const made = deriveChannelKey({ organisationSecret: secret, grantee });
        expect(made).toHaveLength(32);
        expect(deriveChannelKey({ organisationSecret: secret, grantee })).toEqual(made);
        expect(deriveChannelKey({ organisationSecret: other, grantee })).not.toEqual(made);
        expect(deriveChannelKey({ organisationSecret: secret, grantee: stranger })).not.toEqual(made);
      }),
    );
  });

  test("attack: neither a channel key nor its wrap key is another key of the organisation's", () => {
    const keys = [
      organisationSecret,
      deriveOrganisationSeed(organisationSecret),
      deriveOrganisationWrapKey(organisationSecret),
      channelKey,
      deriveChannelWrapKey(channelKey),
    ];
    expect(new Set(keys.map((key) => key.join())).size).toBe(keys.length);
  });

  test("error: secrets and grantees that are none", () => {
    const grantee = header.recipient;
    expect(codeOf(() => deriveChannelKey({ organisationSecret: new Uint8Array(31), grantee }))).toBe("InvalidLength");
    expect(codeOf(() => deriveChannelKey({ organisationSecret, grantee: "0x12" }))).toBe("InvalidHex");
    expect(codeOf(() => deriveChannelWrapKey(new Uint8Array(33)))).toBe("InvalidLength");
  });
});

describe("sealed channel key", () => {
  test("default: the grantee opens it, a wallet or an organisation", async () => {
    expect(sealed).toHaveLength(SEALED_SECRET_LENGTH);
    expect(parseSealedHeader(sealed)).toEqual({ ...header, purpose: "channel" });
    expect(await openChannelKey({ sealed, expected: header, seed: subject.seed })).toEqual(channelKey);
    const secret = generateOrganisationSecret();
    const recipientKey = await organisationPublicKeyOf(secret);
    const toOrganisation = await sealChannelKey({ header, channelKey, recipientKey });
    const seed = deriveOrganisationSeed(secret);
    expect(await openChannelKey({ sealed: toOrganisation, expected: header, seed })).toEqual(channelKey);
  });

  test("attack: every byte flipped", { timeout: 120_000 }, async () => {
    const codes = ["InvalidFormat", "UnknownVersion", "UnknownSuite", "UnknownPurpose", "ContextMismatch"];
    for (const [at, changed] of flips(sealed).entries()) {
      expect([...codes, "DecryptionFailed"], `byte ${at}`).toContain(await open(changed));
    }
  });

  test("attack: cut off, extended, empty, ten megabytes", async () => {
    for (const length of [0, 5, 83, 1250]) expect(await open(sealed.subarray(0, length))).toBe("InvalidFormat");
    expect(await open(Uint8Array.of(...sealed, 0))).toBe("InvalidFormat");
    expect(await open(new Uint8Array(10_000_000))).toBe("InvalidFormat");
  });

  test("attack: a channel of another chain, registry, steward, grantee or epoch, and its header rewritten", async () => {
    const moves: Partial<SealedSecretHeader>[] = [
      { chainId: 1n },
      { registry: `0x${"60".repeat(20)}` },
      { sender: `0x${"f4".repeat(20)}` },
      { senderEpoch: 1 },
      { senderEpoch: 3 },
      { recipient: `0x${"71".repeat(20)}` },
      { recipientEpoch: 2 },
    ];
    for (const move of moves) {
      const expected = { ...header, ...move };
      expect(await open(sealed, expected)).toBe("ContextMismatch");
      const moved = Uint8Array.from(sealed);
      moved.set(encodeSealedHeader({ ...expected, purpose: "channel" }));
      expect(await open(moved, expected)).toBe("DecryptionFailed");
    }
  });

  test("attack: another grantee's seed", async () => {
    expect(await open(sealed, header, (await generateIdentityKey()).seed)).toBe("DecryptionFailed");
  });

  test("attack: a suite or version downgraded, or one nobody knows", async () => {
    for (const [at, code] of [
      [4, "UnknownVersion"],
      [5, "UnknownSuite"],
    ] as const) {
      for (const value of [0, 2, 255]) {
        const changed = Uint8Array.from(sealed);
        changed[at] = value;
        expect(await open(changed)).toBe(code);
      }
    }
  });

  test("attack: one purpose passed off as another", async () => {
    expect(codeOf(() => parseSealedSecretHeader(sealed))).toBe("UnknownPurpose");
    const organisationKeyHash = keyHashOf(await organisationPublicKeyOf(organisationSecret));
    const openAsSecret = (given: Uint8Array): Promise<string> =>
      codeOfAsync(() => openSecret({ sealed: given, expected: header, organisationKeyHash, seed: subject.seed }));
    expect(await openAsSecret(sealed)).toBe("ContextMismatch");
    const asSecret = await sealSecret({ header, secret: organisationSecret, recipientKey: subject.publicKey });
    expect(await openAsSecret(asSecret)).toBe("nothing thrown");
    expect(await open(asSecret)).toBe("ContextMismatch");
    for (const purpose of Object.values(SEALED_PURPOSES)) {
      const renamed = Uint8Array.from(asSecret);
      renamed[6] = purpose;
      expect(await open(renamed)).toBe(purpose === SEALED_PURPOSES.channel ? "DecryptionFailed" : "ContextMismatch");
    }
  });

  test("error: nothing is sealed to a key that is none, or that isn't 32 bytes", async () => {
    const seal = (change: object): Promise<string> =>
      codeOfAsync(() => sealChannelKey({ header, channelKey, recipientKey: subject.publicKey, ...change }));
    expect(await seal({ recipientKey: new Uint8Array(1216) })).toBe("InvalidPublicKey");
    expect(await seal({ channelKey: new Uint8Array(31) })).toBe("InvalidLength");
    expect(await seal({ header: { ...header, senderEpoch: 0 } })).toBe("InvalidFormat");
  });
});
