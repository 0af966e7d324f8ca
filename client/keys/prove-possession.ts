import type { Address, Hex } from "viem";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { checkPossessionAnswer, POSSESSION_ANSWER_LENGTH, sealPossessionChallenge } from "#protocol/keys/possession.ts";
import { parseSealedHeader, type SealedHeader } from "#protocol/keys/sealed-secret-header.ts";
import type { Registry } from "../registry/registry.ts";
import { getAnswers, putChallenge } from "../service/possession.ts";
import type { Service } from "../service/service.ts";
import type { Keyring } from "./keyring.ts";
import type { RecipientKey } from "./recipient-key.ts";

export type ProvePossessionParameters = {
  registry: Registry;
  /** With a session of a WRITER or KEEPER of the organisation that asks. */
  service: Service;
  /** Of the organisation that asks. */
  keyring: Keyring;
  /** Whose key is in doubt. */
  recipient: RecipientKey;
};

/**
 * Makes sure that the holder of a published key has shown that they can open what is sealed to it; the answer is checked here,
 * never by the service. Where nothing is proven yet, a challenge is left for them and `PossessionNotProven` (retryable)
 * thrown: their own client answers it, then the caller goes on.
 */
export async function provePossession(parameters: ProvePossessionParameters): Promise<void> {
  const { registry, service, keyring, recipient } = parameters;
  const { organisation, current } = keyring;
  const asked = await getAnswers({ service, account: recipient.account, organisation });
  const states = asked.map((challenge) => judgeAnswer({ ...parameters, ...challenge }));
  // Whoever of the organisation asked: every member derives the challenges of all, and one right answer is enough.
  if (states.includes("proven")) return;
  const state = states.includes("waiting") ? "waiting" : (states[0] ?? "none");
  if (state !== "waiting") {
    const header = {
      chainId: BigInt(registry.chainId),
      registry: registry.address,
      sender: organisation,
      senderEpoch: current.epoch,
      recipient: recipient.account,
      recipientEpoch: recipient.epoch,
    };
    const { publicKey: recipientKey, account } = recipient;
    const challenge = await sealPossessionChallenge({ header, organisationSecret: current.secret, recipientKey });
    await putChallenge({ service, organisation, account, challenge });
  }
  throw new KontorError({
    code: "PossessionNotProven",
    message: "The holder of the key has not shown yet that they can open what is sealed to it.",
    hints: ["A challenge waits for them: it is answered when they open the dApp. Then go on here."],
    retryable: true,
    details: { account: recipient.account, keyHash: recipient.keyHash, answer: state },
  });
}

type AnswerState = "proven" | "waiting" | "outdated" | "wrong";

function judgeAnswer(
  parameters: ProvePossessionParameters & { challenge: Uint8Array; answer: Uint8Array | null },
): AnswerState {
  const { keyring, recipient, challenge, answer } = parameters;
  const header = headerOf({ ...parameters, challenge });
  const asking = header === null ? undefined : keyring.keys.get(header.senderEpoch);
  if (header === null || asking === undefined || header.recipientEpoch !== recipient.epoch) return "outdated";
  if (answer === null) return "waiting";
  if (answer.length !== POSSESSION_ANSWER_LENGTH) return "wrong";
  const { keyHash } = recipient satisfies { keyHash: Hex };
  const proven = checkPossessionAnswer({ header, organisationSecret: asking.secret, keyHash, answer });
  return proven ? "proven" : "wrong";
}

/** The challenge's header where it is one of this organisation's to this account; null for anything else. */
function headerOf(parameters: ProvePossessionParameters & { challenge: Uint8Array }): SealedHeader | null {
  const { registry, keyring, recipient, challenge } = parameters;
  try {
    const header = parseSealedHeader(challenge);
    const isOurs =
      header.purpose === "possession" &&
      header.chainId === BigInt(registry.chainId) &&
      same(header.registry, registry.address) &&
      same(header.sender, keyring.organisation) &&
      same(header.recipient, recipient.account);
    return isOurs ? header : null;
  } catch (error) {
    if (isKontorError(error)) return null;
    throw error;
  }
}

function same(one: Address, other: Address): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
