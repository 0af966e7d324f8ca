import type { Address, Hex } from "viem";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import {
  answerStoredResponseSchema,
  answersResponseSchema,
  challengeStoredResponseSchema,
  pendingChallengesResponseSchema,
} from "#protocol/api/possession.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type PutChallengeParameters = {
  service: Service;
  organisation: Address;
  account: Address;
  challenge: Uint8Array;
};

/** Leaves a challenge for an account; the caller's one before and its answer are gone. Needs a session of a WRITER or KEEPER. */
export async function putChallenge(parameters: PutChallengeParameters): Promise<void> {
  const { service, organisation, account, challenge } = parameters;
  const body = { organisation, challenge: encodeBase64(challenge) };
  const path = `/api/possession/${account}`;
  await requestJson({ service, method: "PUT", path, body, schema: challengeStoredResponseSchema });
}

export type PendingChallenge = {
  /** Who asks. */
  organisation: Address;
  challenge: Uint8Array;
  digest: Hex;
};

/** The unanswered challenges of an account: the caller's own, or of the organisation that the caller is a member of. */
export async function listChallenges(parameters: { service: Service; account: Address }): Promise<PendingChallenge[]> {
  const { service, account } = parameters;
  const path = `/api/possession/${account}`;
  const { items } = await requestJson({ service, path, schema: pendingChallengesResponseSchema });
  return items.map((item) => ({ ...item, challenge: decodeBase64(item.challenge) }));
}

export type PutAnswerParameters = {
  service: Service;
  account: Address;
  /** Who asked. */
  organisation: Address;
  /** Of the challenge that is answered. */
  digest: Hex;
  answer: Uint8Array;
};

/** Leaves the answer to a challenge. Throws `PreconditionFailed` where the challenge is another by now. */
export async function putAnswer(parameters: PutAnswerParameters): Promise<void> {
  const { service, account, organisation, digest, answer } = parameters;
  const path = `/api/possession/${account}/answers/${organisation}`;
  const body = { digest, answer: encodeBase64(answer) };
  await requestJson({ service, method: "PUT", path, body, schema: answerStoredResponseSchema });
}

export type AskedChallenge = { challenge: Uint8Array; answer: Uint8Array | null };

/** An organisation's challenges to an account, each with its answer or null, the newest first. Unchecked. */
export async function getAnswers(parameters: {
  service: Service;
  account: Address;
  organisation: Address;
}): Promise<AskedChallenge[]> {
  const { service, account, organisation } = parameters;
  const path = `/api/possession/${account}/answers/${organisation}`;
  const { items } = await requestJson({ service, path, schema: answersResponseSchema });
  return items.map(({ challenge, answer }) => ({
    challenge: decodeBase64(challenge),
    answer: answer === null ? null : decodeBase64(answer),
  }));
}
