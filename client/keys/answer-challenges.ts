import type { Address } from "viem";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { answerPossessionChallenge } from "#protocol/keys/possession.ts";
import { parseSealedHeader } from "#protocol/keys/sealed-secret-header.ts";
import type { Registry } from "../registry/registry.ts";
import { listChallenges, putAnswer } from "../service/possession.ts";
import type { Service } from "../service/service.ts";
import type { Holder } from "./holder.ts";

export type AnswerChallengesParameters = {
  registry: Registry;
  /** With a session of the holder, or of a member of the organisation that it is. */
  service: Service;
  holder: Holder;
};

/**
 * Answers every challenge that waits for a holder, and names the organisations that asked. An answer tells nobody anything but
 * that the key can be used, so a client does this by itself once it is unlocked. What does not open is passed over.
 */
export async function answerChallenges(parameters: AnswerChallengesParameters): Promise<Address[]> {
  const { registry, service, holder } = parameters;
  const { account } = holder;
  const answered: Address[] = [];
  for (const { organisation, challenge, digest } of await listChallenges({ service, account })) {
    try {
      const { recipientEpoch } = parseSealedHeader(challenge);
      const seed = holder.seeds.get(recipientEpoch);
      if (seed === undefined) continue;
      const { chainId, address } = registry;
      const expected = { chainId: BigInt(chainId), registry: address, recipient: account, recipientEpoch };
      const answer = await answerPossessionChallenge({ sealed: challenge, expected, seed });
      await putAnswer({ service, account, organisation, digest, answer });
      answered.push(organisation);
    } catch (error) {
      if (!isKontorError(error) || error.retryable) throw error;
    }
  }
  return answered;
}
