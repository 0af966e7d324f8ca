import type { Address, Hex } from "viem";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { pendingChallengesResponseSchema } from "#protocol/api/possession.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

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
