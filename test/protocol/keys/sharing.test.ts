import type { Address, Hex } from "viem";
import { beforeAll, describe, expect, test } from "vitest";
import type { RecordKindName } from "#protocol/chain/kinds.ts";
import { CONTENT_KINDS, KINDS } from "#protocol/chain/kinds.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { sealEnvelope } from "#protocol/envelope/seal.ts";
import { deriveChannelKey, deriveChannelWrapKey, openChannelKey, sealChannelKey } from "#protocol/keys/channel-key.ts";
import { generateIdentityKey, type IdentityKey } from "#protocol/keys/identity-key.ts";
import { deriveOrganisationWrapKey, generateOrganisationSecret } from "#protocol/keys/organisation-key.ts";
import { narrowSecret, sectionKeyFrom } from "#protocol/keys/scoped-secret.ts";
import { deriveSectionKey, generateCustomerSecret } from "#protocol/keys/section-key.ts";
import { unwrapSecret, wrapSecret } from "#protocol/keys/wrap.ts";
import { encodeWrapHeader, parseWrapHeader, WRAP_LENGTH, type WrapHeader } from "#protocol/keys/wrap-header.ts";
import { flips } from "../fixtures/arbitraries.ts";
import { codeOf, codeOfAsync } from "../fixtures/error-code.ts";
import { RECORDS } from "../fixtures/records.ts";
import { seededRandom } from "../fixtures/seeded-random.ts";

const CHAIN = { chainId: 31_337n, registry: `0x${"5f".repeat(20)}` } as const;
const [STEWARD, OTHER_STEWARD, GRANTEE, OTHER_GRANTEE] = ["f3", "f4", "70", "71"].map(
  (byte): Address => `0x${byte.repeat(20)}`,
) as [Address, Address, Address, Address];
const CUSTOMER: Hex = `0x${"c0".repeat(32)}`;
const random = seededRandom("sharing");

/** The steward's secrets by epoch, the customer's by epoch, and the service's share of it. */
const organisationSecrets = [random(32), random(32), random(32)];
const customerSecrets = [random(32), random(32), random(32)];
const shredShares = [random(32), random(32), random(32)];
const at = (list: readonly Uint8Array[], epoch: number): Uint8Array => list[epoch] as Uint8Array;
const channelWrapKey = (epoch: number, grantee = GRANTEE): Uint8Array =>
  deriveChannelWrapKey(deriveChannelKey({ organisationSecret: at(organisationSecrets, epoch), grantee }));
const header = (change: Partial<WrapHeader> = {}): WrapHeader => ({
  ...CHAIN,
  wrapper: "channel",
  customer: CUSTOMER,
  keyEpoch: 1,
  scope: 0,
  holder: GRANTEE,
  wrapperEpoch: 1,
  ...change,
});
/** What the steward leaves for the grantee. */
const share = (change: Partial<WrapHeader> = {}): Uint8Array => {
  const given = header(change);
  const secret = narrowSecret({ customerSecret: at(customerSecrets, given.keyEpoch), scope: given.scope });
  return wrapSecret({ header: given, secret, wrapKey: channelWrapKey(given.wrapperEpoch, given.holder) });
};
const unwrap = (wrap: Uint8Array, expected: WrapHeader, wrapKey = channelWrapKey(expected.wrapperEpoch)): string =>
  codeOf(() => unwrapSecret({ wrap, expected, wrapKey }));

/** An entry of a kind and epoch, as the steward writes it. */
function writeEntry({ kind: name, keyEpoch }: { kind: RecordKindName; keyEpoch: number }) {
  const record = RECORDS[name];
  const kind = KINDS[name];
  const context = { ...CHAIN, customer: CUSTOMER, sequence: 1n, kind, keyEpoch };
  const sectionKey = deriveSectionKey({ customerSecret: at(customerSecrets, keyEpoch), kind });
  const shredShare = at(shredShares, keyEpoch);
  const sealed = sealEnvelope({ context, labels: record.labels, record, sectionKey, shredShare });
  const read = (keys: { sectionKey?: Uint8Array; shredShare?: Uint8Array }): string =>
    codeOf(() =>
      openEnvelope({
        envelope: sealed.envelope,
        expected: { context, commitment: sealed.commitment, payloadDigest: sealed.payloadDigest },
        sectionKey: keys.sectionKey ?? sectionKey,
        shredShare: keys.shredShare ?? shredShare,
      }),
    );
  return { kind, read };
}

let grantee: IdentityKey;

beforeAll(async () => {
  grantee = await generateIdentityKey();
});

describe("sharing", () => {
  test("default: steward to grantee by one sealed channel key and a wrap, down to the text of an entry", async () => {
    const parties = { sender: STEWARD, senderEpoch: 1, recipient: GRANTEE, recipientEpoch: 1 };
    const sealed = await sealChannelKey({
      header: { ...CHAIN, ...parties },
      channelKey: deriveChannelKey({ organisationSecret: at(organisationSecrets, 1), grantee: GRANTEE }),
      recipientKey: grantee.publicKey,
    });
    const channelKey = await openChannelKey({ sealed, expected: { ...CHAIN, ...parties }, seed: grantee.seed });
    const wrapKey = deriveChannelWrapKey(channelKey);
    const entry = writeEntry({ kind: "profile", keyEpoch: 1 });
    for (const scope of [0, KINDS.profile]) {
      const wrap = share({ scope });
      expect(wrap).toHaveLength(WRAP_LENGTH);
      expect(parseWrapHeader(wrap)).toMatchObject({ wrapper: "channel", scope, holder: GRANTEE });
      const secret = unwrapSecret({ wrap, expected: header({ scope }), wrapKey });
      expect(entry.read({ sectionKey: sectionKeyFrom({ secret, scope, kind: KINDS.profile }) })).toBe("nothing thrown");
    }
  });

  test("attack: every byte of a channel's wrap flipped", () => {
    const codes = ["InvalidFormat", "UnknownVersion", "UnknownSuite", "UnknownWrapper", "UnknownScope"];
    for (const scope of [0, KINDS.note]) {
      for (const [position, changed] of flips(share({ scope })).entries()) {
        expect([...codes, "ContextMismatch", "DecryptionFailed"], `byte ${position}`).toContain(
          unwrap(changed, header({ scope })),
        );
      }
    }
  });

  test("attack: a wrap replayed into another customer, epoch, holder, scope or wrapper, and its header rewritten", () => {
    const moves: Partial<WrapHeader>[] = [
      { customer: `0x${"c1".repeat(32)}` },
      { keyEpoch: 2 },
      { holder: OTHER_GRANTEE },
      { scope: KINDS.profile },
      { wrapperEpoch: 2 },
      { wrapper: "organisation" },
      { chainId: 1n },
      { registry: `0x${"60".repeat(20)}` },
    ];
    const wrap = share();
    expect(unwrap(wrap, header())).toBe("nothing thrown");
    for (const move of moves) {
      const expected = header(move);
      expect(unwrap(wrap, expected, channelWrapKey(1))).toBe("ContextMismatch");
      const moved = Uint8Array.from(wrap);
      moved.set(encodeWrapHeader({ header: expected, nonce: parseWrapHeader(wrap).nonce }));
      expect(unwrap(moved, expected, channelWrapKey(1))).toBe("DecryptionFailed");
    }
  });

  test("attack: a section's wrap passed off as the customer's or another section's", () => {
    const wrap = share({ scope: KINDS.profile });
    for (const scope of [0, KINDS.note]) {
      expect(unwrap(wrap, header({ scope }))).toBe("ContextMismatch");
      const moved = Uint8Array.from(wrap);
      moved.set(encodeWrapHeader({ header: header({ scope }), nonce: parseWrapHeader(wrap).nonce }));
      expect(unwrap(moved, header({ scope }))).toBe("DecryptionFailed");
    }
  });

  test("attack: a wrap whose suite or version was downgraded", () => {
    for (const [position, code] of [
      [4, "UnknownVersion"],
      [5, "UnknownSuite"],
    ] as const) {
      for (const value of [0, 2, 255]) {
        const changed = share();
        changed[position] = value;
        expect(unwrap(changed, header())).toBe(code);
      }
    }
  });

  test("attack: a channel key of another steward, grantee or epoch, the organisation's own, the customer's", () => {
    const others = [
      deriveChannelWrapKey(deriveChannelKey({ organisationSecret: random(32), grantee: GRANTEE })),
      channelWrapKey(1, OTHER_GRANTEE),
      channelWrapKey(1, OTHER_STEWARD),
      channelWrapKey(0),
      channelWrapKey(2),
      deriveChannelKey({ organisationSecret: at(organisationSecrets, 1), grantee: GRANTEE }),
      deriveOrganisationWrapKey(at(organisationSecrets, 1)),
      at(organisationSecrets, 1),
      at(customerSecrets, 1),
    ];
    for (const key of others) expect(unwrap(share(), header(), key)).toBe("DecryptionFailed");
  });
});

describe("a grantee of one kind", () => {
  test("attack: has no other kind's key, whatever is derived from the one there is", () => {
    const own = KINDS.interaction;
    const secret = unwrapSecret({
      wrap: share({ scope: own }),
      expected: header({ scope: own }),
      wrapKey: channelWrapKey(1),
    });
    const allowed = writeEntry({ kind: "interaction", keyEpoch: 1 });
    expect(allowed.read({ sectionKey: sectionKeyFrom({ secret, scope: own, kind: own }) })).toBe("nothing thrown");
    for (const name of CONTENT_KINDS.filter((kind) => KINDS[kind] !== own)) {
      const kind = KINDS[name];
      expect(codeOf(() => sectionKeyFrom({ secret, scope: own, kind }))).toBe("OutOfScope");
      const entry = writeEntry({ kind: name, keyEpoch: 1 });
      for (const sectionKey of [secret, deriveSectionKey({ customerSecret: secret, kind }), channelWrapKey(1)]) {
        expect(entry.read({ sectionKey })).toBe("KeyCommitmentMismatch");
      }
    }
  });

  test("behavior: the customer secret gives every kind's key, and narrowing gives only one", () => {
    const customerSecret = generateCustomerSecret();
    for (const name of CONTENT_KINDS) {
      const kind = KINDS[name];
      const narrow = narrowSecret({ customerSecret, scope: kind });
      expect(narrow).toEqual(deriveSectionKey({ customerSecret, kind }));
      expect(sectionKeyFrom({ secret: customerSecret, scope: 0, kind })).toEqual(narrow);
      expect(sectionKeyFrom({ secret: narrow, scope: kind, kind })).toEqual(narrow);
    }
    expect(narrowSecret({ customerSecret, scope: 0 })).toEqual(customerSecret);
    expect(codeOf(() => narrowSecret({ customerSecret, scope: 8 }))).toBe("UnknownKind");
    expect(codeOf(() => narrowSecret({ customerSecret: new Uint8Array(31), scope: 1 }))).toBe("InvalidLength");
  });
});

describe("after a removal and a new epoch", () => {
  test("attack: a removed member with the old secret, every wrap and the service's shares reads nothing new", () => {
    const old = at(organisationSecrets, 1);
    const oldKeys = [
      deriveOrganisationWrapKey(old),
      channelWrapKey(1),
      deriveChannelKey({ organisationSecret: old, grantee: GRANTEE }),
      deriveChannelKey({ organisationSecret: old, grantee: STEWARD }),
      at(customerSecrets, 1),
      old,
    ];
    const own: WrapHeader = header({ wrapper: "organisation", holder: STEWARD, keyEpoch: 2, wrapperEpoch: 2 });
    const newWraps = [
      { expected: header({ keyEpoch: 2, wrapperEpoch: 2 }), wrap: share({ keyEpoch: 2, wrapperEpoch: 2 }) },
      {
        expected: own,
        wrap: wrapSecret({
          header: own,
          secret: at(customerSecrets, 2),
          wrapKey: deriveOrganisationWrapKey(at(organisationSecrets, 2)),
        }),
      },
    ];
    for (const { expected, wrap } of newWraps) {
      for (const wrapKey of oldKeys) expect(unwrap(wrap, expected, wrapKey)).toBe("DecryptionFailed");
    }
    const entry = writeEntry({ kind: "profile", keyEpoch: 2 });
    for (const customerSecret of oldKeys) {
      const sectionKey = deriveSectionKey({ customerSecret, kind: entry.kind });
      expect(entry.read({ sectionKey })).toBe("KeyCommitmentMismatch");
    }
    expect(entry.read({})).toBe("nothing thrown");
  });
});

describe("after an erasure", () => {
  test("attack: every wrap, every key and the envelope, but the shred share is gone", () => {
    const entry = writeEntry({ kind: "profile", keyEpoch: 1 });
    expect(entry.read({})).toBe("nothing thrown");
    const guesses = [
      new Uint8Array(32),
      at(shredShares, 2),
      at(customerSecrets, 1),
      channelWrapKey(1),
      at(organisationSecrets, 1),
      ...flips(at(shredShares, 1)),
    ];
    for (const shredShare of guesses) expect(entry.read({ shredShare })).toBe("KeyCommitmentMismatch");
    expect(entry.read({ shredShare: new Uint8Array(0) })).toBe("InvalidLength");
  });

  test("attack: the share without a wrap opens nothing either: a service alone can't read", async () => {
    const entry = writeEntry({ kind: "profile", keyEpoch: 1 });
    for (const sectionKey of [new Uint8Array(32), at(shredShares, 1), generateOrganisationSecret()]) {
      expect(entry.read({ sectionKey })).toBe("KeyCommitmentMismatch");
    }
    // Nor does a channel that it makes up and seals to the grantee: what comes of it opens no entry.
    const forged = generateOrganisationSecret();
    const parties = { ...CHAIN, sender: STEWARD, senderEpoch: 1, recipient: GRANTEE, recipientEpoch: 1 };
    const sealed = await sealChannelKey({ header: parties, channelKey: forged, recipientKey: grantee.publicKey });
    const channelKey = await openChannelKey({ sealed, expected: parties, seed: grantee.seed });
    const secret = generateCustomerSecret();
    const wrap = wrapSecret({ header: header(), secret, wrapKey: deriveChannelWrapKey(channelKey) });
    expect(
      await codeOfAsync(async () => unwrapSecret({ wrap, expected: header(), wrapKey: deriveChannelWrapKey(forged) })),
    ).toBe("nothing thrown");
    expect(entry.read({ sectionKey: sectionKeyFrom({ secret, scope: 0, kind: entry.kind }) })).toBe(
      "KeyCommitmentMismatch",
    );
  });
});
