import { beforeAll, describe, expect, test } from "vitest";
import { openChannelKey, sealChannelKey } from "#protocol/keys/channel-key.ts";
import { generateIdentityKey, type IdentityKey } from "#protocol/keys/identity-key.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import { deriveOrganisationSeed, organisationPublicKeyOf } from "#protocol/keys/organisation-key.ts";
import {
  answerPossessionChallenge,
  checkPossessionAnswer,
  POSSESSION_ANSWER_LENGTH,
  sealPossessionChallenge,
} from "#protocol/keys/possession.ts";
import { encodeSealedHeader, parseSealedHeader, type SealedSecretHeader } from "#protocol/keys/sealed-secret-header.ts";
import { flips } from "../fixtures/arbitraries.ts";
import { codeOf, codeOfAsync } from "../fixtures/error-code.ts";

const header: SealedSecretHeader = {
  chainId: 31_337n,
  registry: `0x${"5f".repeat(20)}`,
  sender: `0x${"f3".repeat(20)}`,
  senderEpoch: 2,
  recipient: `0x${"70".repeat(20)}`,
  recipientEpoch: 1,
};
const { chainId, registry, recipient, recipientEpoch } = header;
const expected = { chainId, registry, recipient, recipientEpoch };
const organisationSecret = new Uint8Array(32).fill(7);
let member: IdentityKey;
let keyHash: `0x${string}`;
let sealed: Uint8Array;
let answer: Uint8Array;

beforeAll(async () => {
  member = await generateIdentityKey();
  keyHash = keyHashOf(member.publicKey);
  sealed = await sealPossessionChallenge({ header, organisationSecret, recipientKey: member.publicKey });
  answer = await answerPossessionChallenge({ sealed, expected, seed: member.seed });
});

const check = (change: Partial<Parameters<typeof checkPossessionAnswer>[0]>): boolean =>
  checkPossessionAnswer({ header, organisationSecret, keyHash, answer, ...change });
const respond = (changed: Uint8Array, place = expected, seed = member.seed): Promise<string> =>
  codeOfAsync(() => answerPossessionChallenge({ sealed: changed, expected: place, seed }));

describe("proof of possession", () => {
  test("default: whoever opens what is sealed to the key answers, and the challenger keeps nothing to check it", async () => {
    expect(parseSealedHeader(sealed)).toEqual({ ...header, purpose: "possession" });
    expect(answer).toHaveLength(POSSESSION_ANSWER_LENGTH);
    expect(check({})).toBe(true);
    const again = await sealPossessionChallenge({ header, organisationSecret, recipientKey: member.publicKey });
    expect(again).not.toEqual(sealed);
    expect(await answerPossessionChallenge({ sealed: again, expected, seed: member.seed })).toEqual(answer);
  });

  test("behavior: an organisation answers with the seed of its secret", async () => {
    const secret = new Uint8Array(32).fill(8);
    const recipientKey = await organisationPublicKeyOf(secret);
    const toOrganisation = await sealPossessionChallenge({ header, organisationSecret, recipientKey });
    const seed = deriveOrganisationSeed(secret);
    const answered = await answerPossessionChallenge({ sealed: toOrganisation, expected, seed });
    expect(check({ keyHash: keyHashOf(recipientKey), answer: answered })).toBe(true);
  });

  test("attack: an answer replayed for another key, account, epoch, challenger, chain or registry", async () => {
    const other = await generateIdentityKey();
    expect(check({ keyHash: keyHashOf(other.publicKey) })).toBe(false);
    expect(check({ organisationSecret: new Uint8Array(32).fill(9) })).toBe(false);
    const moves: Partial<SealedSecretHeader>[] = [
      { chainId: 1n },
      { registry: `0x${"60".repeat(20)}` },
      { sender: `0x${"f4".repeat(20)}` },
      { senderEpoch: 3 },
      { recipient: `0x${"71".repeat(20)}` },
      { recipientEpoch: 2 },
    ];
    for (const move of moves) expect(check({ header: { ...header, ...move } })).toBe(false);
  });

  test("attack: a published key that its account can't open: of somebody else, or nobody's", async () => {
    // Mallory publishes the member's key as her own and relays the challenge to the member's client, which refuses it.
    const mallory = { ...header, recipient: `0x${"66".repeat(20)}` as const };
    const toMallory = await sealPossessionChallenge({
      header: mallory,
      organisationSecret,
      recipientKey: member.publicKey,
    });
    expect(await respond(toMallory)).toBe("ContextMismatch");
    const renamed = Uint8Array.from(toMallory);
    renamed.set(encodeSealedHeader({ ...header, purpose: "possession" }));
    expect(await respond(renamed)).toBe("DecryptionFailed");
    expect(check({ header: mallory })).toBe(false);
    expect(await respond(sealed, expected, (await generateIdentityKey()).seed)).toBe("DecryptionFailed");
  });

  test("attack: every byte of an answer flipped; guesses; a service that answers for the member", () => {
    for (const changed of flips(answer)) expect(check({ answer: changed })).toBe(false);
    expect(check({ answer: new Uint8Array(32) })).toBe(false);
    expect(check({ answer: sealed.slice(-32) })).toBe(false);
  });

  test("attack: every byte of a challenge flipped", { timeout: 120_000 }, async () => {
    const codes = ["InvalidFormat", "UnknownVersion", "UnknownSuite", "UnknownPurpose", "ContextMismatch"];
    const from = { sender: 35, end: 59 };
    for (const [at, changed] of flips(sealed).entries()) {
      expect([...codes, "DecryptionFailed"], `byte ${at}`).toContain(await respond(changed));
      // A sender isn't expected, only authenticated: its own error says that.
      if (at >= from.sender && at < from.end) expect(await respond(changed)).toBe("DecryptionFailed");
    }
  });

  test("attack: a channel key handed in as a challenge, and a challenge as a channel key", async () => {
    const channelKey = new Uint8Array(32).fill(3);
    const channel = await sealChannelKey({ header, channelKey, recipientKey: member.publicKey });
    expect(await respond(channel)).toBe("ContextMismatch");
    const renamed = Uint8Array.from(channel);
    renamed.set(encodeSealedHeader({ ...header, purpose: "possession" }));
    expect(await respond(renamed)).toBe("DecryptionFailed");
    expect(await codeOfAsync(() => openChannelKey({ sealed, expected: header, seed: member.seed }))).toBe(
      "ContextMismatch",
    );
  });

  test("error: answers, keys and secrets of another length", async () => {
    for (const length of [0, 31, 33]) {
      expect(codeOf(() => check({ answer: new Uint8Array(length) }))).toBe("InvalidLength");
    }
    expect(codeOf(() => check({ organisationSecret: new Uint8Array(31) }))).toBe("InvalidLength");
    expect(codeOf(() => check({ keyHash: "0x12" }))).toBe("InvalidHex");
    expect(await respond(new Uint8Array(10))).toBe("InvalidFormat");
    const recipientKey = new Uint8Array(1216);
    const seal = (): Promise<unknown> => sealPossessionChallenge({ header, organisationSecret, recipientKey });
    expect(await codeOfAsync(seal)).toBe("InvalidPublicKey");
  });
});
