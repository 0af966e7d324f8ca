import { equalBytes } from "@noble/ciphers/utils.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Address, Hex } from "viem";
import { expectLength } from "../bytes/expect-length.ts";
import { fromHex } from "../bytes/hex.ts";
import type { RandomBytes } from "../bytes/random-bytes.ts";
import { publicKeyOf } from "./identity-key.ts";
import { keyHashOf } from "./key-hash.ts";
import { openFromSender, sealToRecipient } from "./seal-to-recipient.ts";
import { encodeSealedHeader, type SealedSecretHeader } from "./sealed-secret-header.ts";
import { SECRET_LENGTH } from "./section-key.ts";

const encoder = new TextEncoder();
const CHALLENGE_LABEL = encoder.encode("kontor/possession-challenge/1");
const ANSWER_LABEL = encoder.encode("kontor/possession/1");

export const POSSESSION_ANSWER_LENGTH = 32;

export type SealChallengeParameters = {
  /** sender: the organisation that is about to admit or share, in its current epoch; recipient: whose key is in doubt. */
  header: SealedSecretHeader;
  /** The sender's, of the sender epoch. */
  organisationSecret: Uint8Array;
  /** The recipient's public key, already checked against the key directory. */
  recipientKey: Uint8Array;
  randomBytes?: RandomBytes;
};

/**
 * A challenge that only the holder of a published key can open: PROTOCOL.md, section 4.5. The challenge comes from the
 * sender's secret, so that any of its members checks the answer later, and nothing has to be kept in between.
 * @returns a sealed secret of purpose 3, 1,251 bytes.
 * @throws InvalidLength, InvalidArgument, InvalidFormat, InvalidPublicKey
 */
export async function sealPossessionChallenge(parameters: SealChallengeParameters): Promise<Uint8Array> {
  const { header, organisationSecret, recipientKey, ...rest } = parameters;
  const secret = challengeOf({ header, organisationSecret, keyHash: keyHashOf(recipientKey) });
  return sealToRecipient({ ...rest, header: { ...header, purpose: "possession" }, secret, recipientKey });
}

export type AnswerChallengeParameters = {
  sealed: Uint8Array;
  /** The recipient's own place; whoever the sender is, the answer is of use to nobody else. */
  expected: Pick<SealedSecretHeader, "chainId" | "registry" | "recipient" | "recipientEpoch">;
  /** Of the recipient's key; an organisation's is derived from its secret. */
  seed: Uint8Array;
};

/**
 * The answer to a challenge: 32 bytes that tell nothing of the challenge or the seed.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownPurpose, ContextMismatch, InvalidLength, DecryptionFailed
 */
export async function answerPossessionChallenge(parameters: AnswerChallengeParameters): Promise<Uint8Array> {
  const { sealed, expected, seed } = parameters;
  const challenge = await openFromSender({ sealed, expected: { ...expected, purpose: "possession" }, seed });
  return answerOf({ challenge, keyHash: keyHashOf(await publicKeyOf(seed)), account: expected.recipient });
}

export type CheckAnswerParameters = Pick<SealChallengeParameters, "header" | "organisationSecret"> & {
  /** The key directory's hash of the recipient's key in the recipient epoch, read from the chain. */
  keyHash: Hex;
  answer: Uint8Array;
};

/**
 * Whether the recipient has proven that it opens what is sealed to its published key. Compares in constant time; checked by
 * the challenger, never by the service that hands the answer over.
 * @throws InvalidLength, InvalidHex, InvalidArgument, InvalidFormat
 */
export function checkPossessionAnswer(parameters: CheckAnswerParameters): boolean {
  const { header, keyHash, answer } = parameters;
  expectLength({ bytes: answer, length: POSSESSION_ANSWER_LENGTH, name: "The answer" });
  return equalBytes(answerOf({ challenge: challengeOf(parameters), keyHash, account: header.recipient }), answer);
}

type Challenge = Pick<SealChallengeParameters, "header" | "organisationSecret"> & { keyHash: Hex };

function challengeOf({ header, organisationSecret, keyHash }: Challenge): Uint8Array {
  expectLength({ bytes: organisationSecret, length: SECRET_LENGTH, name: "The organisation secret" });
  const info = Uint8Array.of(
    ...CHALLENGE_LABEL,
    ...encodeSealedHeader({ ...header, purpose: "possession" }),
    ...fromHex({ hex: keyHash, length: 32, name: "The key hash" }),
  );
  return hkdf(sha256, organisationSecret, undefined, info, SECRET_LENGTH);
}

function answerOf({
  challenge,
  keyHash,
  account,
}: {
  challenge: Uint8Array;
  keyHash: Hex;
  account: Address;
}): Uint8Array {
  const message = Uint8Array.of(
    ...ANSWER_LABEL,
    ...fromHex({ hex: keyHash, length: 32, name: "The key hash" }),
    ...fromHex({ hex: account, length: 20, name: "The account" }),
  );
  return hmac(sha256, challenge, message);
}
