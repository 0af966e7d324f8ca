import type { Address, Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseSealedHeader } from "#protocol/keys/sealed-secret-header.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import { forbidden } from "../access/require-role.ts";
import { sha256Of } from "../store/sha256-of.ts";
import type { KeysContext } from "./keys-context.ts";

/** Bytes of an answer (PROTOCOL 4.5). */
const ANSWER_BYTES = 32;

/**
 * Stores a challenge that a WRITER or KEEPER of an organisation has sealed to an account's published key, in the place of an
 * older one of theirs.
 *
 * @throws KontorError Forbidden, InvalidArgument for another purpose, StaleKeyEpoch, ContextMismatch, ChainUnavailable, and
 * what parseSealedHeader throws
 */
export async function storeChallenge({
  context,
  organisation,
  challenged,
  author,
  bytes,
}: {
  context: KeysContext;
  organisation: Address;
  challenged: Address;
  /** The member who asks. */
  author: Address;
  bytes: Uint8Array;
}): Promise<{ digest: Hex; created: boolean }> {
  const { chain, store, clock, configuration } = context;
  const header = parseSealedHeader(bytes);
  requireOwnRegistry({ named: header, configuration });
  if (header.sender.toLowerCase() !== organisation || header.recipient.toLowerCase() !== challenged) throw forbidden();
  if (header.purpose !== "possession") {
    throw new KontorError({ code: "InvalidArgument", message: "The sealed secret is no challenge." });
  }
  const [own, theirs] = await Promise.all([chain.keyOf(organisation), chain.keyOf(challenged)]);
  if (header.senderEpoch > own.epoch || header.recipientEpoch > theirs.epoch) {
    throw new KontorError({
      code: "StaleKeyEpoch",
      message: "The challenge names a key epoch that is not there yet.",
      details: { organisationEpoch: own.epoch, accountEpoch: theirs.epoch },
    });
  }
  const digest = sha256Of(bytes);
  const created = await store.possession.put({
    organisation,
    account: challenged,
    author,
    bytes,
    digest,
    now: clock(),
  });
  return { digest, created };
}

/**
 * Stores the answer to a challenge. Whether it is right only the challenger can tell.
 * @throws KontorError InvalidArgument, ChallengeNotFound, PreconditionFailed when the challenge is another by now
 */
export async function storeAnswer({
  context,
  organisation,
  challenged,
  digest,
  answer,
}: {
  context: KeysContext;
  organisation: Address;
  challenged: Address;
  digest: Hex;
  answer: Uint8Array;
}): Promise<void> {
  if (answer.length !== ANSWER_BYTES) {
    throw new KontorError({ code: "InvalidArgument", message: `An answer has ${ANSWER_BYTES} bytes.` });
  }
  const { store, clock } = context;
  const place = { organisation, account: challenged };
  if ((await store.possession.find(place)).length === 0) throw challengeNotFound();
  if (await store.possession.answer({ ...place, digest, answer, now: clock() })) return;
  throw new KontorError({
    code: "PreconditionFailed",
    message: "The organisation has put another challenge in this one's place.",
    hints: ["Fetch the pending challenges again, and answer the new one."],
  });
}

function challengeNotFound(): KontorError {
  return new KontorError({
    code: "ChallengeNotFound",
    message: "The organisation has not challenged this account.",
    retryable: true,
  });
}
