import type { Address } from "viem";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { challengeStoredResponseSchema } from "#protocol/api/possession.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type PutChallengeParameters = {
  service: Service;
  organisation: Address;
  account: Address;
  challenge: Uint8Array;
};

/** Leaves a challenge for an account; the one before and its answer are gone. Needs a session of a WRITER or KEEPER. */
export async function putChallenge(parameters: PutChallengeParameters): Promise<void> {
  const { service, organisation, account, challenge } = parameters;
  const body = { organisation, challenge: encodeBase64(challenge) };
  const path = `/api/possession/${account}`;
  await requestJson({ service, method: "PUT", path, body, schema: challengeStoredResponseSchema });
}
