import type { Address, Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { AppContext } from "../http/app-context.ts";
import { requireSelf } from "./require-self.ts";

/** Bytes of an answer (PROTOCOL 4.5). */
const ANSWER_BYTES = 32;

/**
 * Stores the answer to a challenge. Whether it is right only the challenger can tell.
 * @throws KontorError Forbidden, InvalidArgument, ChallengeNotFound, PreconditionFailed when the challenge is another by now,
 * ChainUnavailable
 */
export async function storeAnswer({
  app,
  account,
  organisation,
  challenged,
  digest,
  answer,
}: {
  app: AppContext;
  account: Address;
  organisation: Address;
  challenged: Address;
  digest: Hex;
  answer: Uint8Array;
}): Promise<void> {
  await requireSelf({ app, account, challenged });
  if (answer.length !== ANSWER_BYTES) {
    throw new KontorError({ code: "InvalidArgument", message: `An answer has ${ANSWER_BYTES} bytes.` });
  }
  const { store, clock } = app;
  const place = { organisation, account: challenged };
  if ((await store.possession.find(place)) === undefined) throw challengeNotFound();
  if (await store.possession.answer({ ...place, digest, answer, now: clock() })) return;
  throw new KontorError({
    code: "PreconditionFailed",
    message: "The organisation has put another challenge in this one's place.",
    hints: ["Fetch the pending challenges again, and answer the new one."],
  });
}

export function challengeNotFound(): KontorError {
  return new KontorError({
    code: "ChallengeNotFound",
    message: "The organisation has not challenged this account.",
    retryable: true,
  });
}
