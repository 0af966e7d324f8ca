import { createHash } from "node:crypto";
import type { Address, Hex } from "viem";
import { roleNameSchema } from "#protocol/api/organisations.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseSealedHeader } from "#protocol/keys/sealed-secret-header.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import { forbidden, requireActiveRole, requireRole } from "../access/require-role.ts";
import type { StoredChallenge } from "../store/possession-store.ts";
import type { KeysContext } from "./keys-context.ts";

/** Bytes of an answer (PROTOCOL 4.5). */
const ANSWER_BYTES = 32;

/**
 * Stores a challenge that a WRITER or KEEPER of an organisation has sealed to an account's published key, in the place of an
 * older one.
 *
 * @throws KontorError Forbidden, InvalidArgument for another purpose, StaleKeyEpoch, ContextMismatch, ChainUnavailable, and
 * what parseSealedHeader throws
 */
export async function storeChallenge({
  context,
  account,
  organisation,
  challenged,
  bytes,
}: {
  context: KeysContext;
  account: Address;
  organisation: Address;
  challenged: Address;
  bytes: Uint8Array;
}): Promise<{ digest: Hex; created: boolean }> {
  const { chain, store, clock, configuration } = context;
  await requireActiveRole({ context, organisation, account, roles: ["WRITER", "KEEPER"] });
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
  const digest: Hex = `0x${createHash("sha256").update(bytes).digest("hex")}`;
  const created = await store.possession.put({ organisation, account: challenged, bytes, digest, now: clock() });
  return { digest, created };
}

/**
 * The challenges that an account has not answered: for the account itself, and for members of the organisation that it is.
 * @throws KontorError Forbidden, ChainUnavailable
 */
export async function findPending({
  context,
  account,
  challenged,
}: {
  context: KeysContext;
  account: Address;
  challenged: Address;
}): Promise<Pick<StoredChallenge, "organisation" | "bytes" | "digest">[]> {
  await requireSelf({ context, account, challenged });
  return context.store.possession.pending(challenged);
}

/**
 * Stores the answer to a challenge. Whether it is right only the challenger can tell.
 * @throws KontorError Forbidden, InvalidArgument, ChallengeNotFound, PreconditionFailed when the challenge is another by now,
 * ChainUnavailable
 */
export async function storeAnswer({
  context,
  account,
  organisation,
  challenged,
  digest,
  answer,
}: {
  context: KeysContext;
  account: Address;
  organisation: Address;
  challenged: Address;
  digest: Hex;
  answer: Uint8Array;
}): Promise<void> {
  await requireSelf({ context, account, challenged });
  if (answer.length !== ANSWER_BYTES) {
    throw new KontorError({ code: "InvalidArgument", message: `An answer has ${ANSWER_BYTES} bytes.` });
  }
  const { store, clock } = context;
  const place = { organisation, account: challenged };
  if ((await store.possession.find(place)) === undefined) throw challengeNotFound();
  if (await store.possession.answer({ ...place, digest, answer, now: clock() })) return;
  throw new KontorError({
    code: "PreconditionFailed",
    message: "The organisation has put another challenge in this one's place.",
    hints: ["Fetch the pending challenges again, and answer the new one."],
  });
}

/**
 * An organisation's challenge of an account with its answer: for whoever holds a role in the organisation.
 * @throws KontorError Forbidden, ChallengeNotFound, ChainUnavailable
 */
export async function findAnswer({
  context,
  account,
  organisation,
  challenged,
}: {
  context: KeysContext;
  account: Address;
  organisation: Address;
  challenged: Address;
}): Promise<StoredChallenge> {
  await requireRole({ context, organisation, account, roles: roleNameSchema.options });
  const found = await context.store.possession.find({ organisation, account: challenged });
  if (found === undefined) throw challengeNotFound();
  return found;
}

/**
 * Only the account itself, or whoever holds a role in the organisation that it is.
 * @throws KontorError Forbidden, ChainUnavailable
 */
async function requireSelf({
  context,
  account,
  challenged,
}: {
  context: KeysContext;
  account: Address;
  challenged: Address;
}): Promise<void> {
  if (account === challenged) return;
  await requireRole({ context, organisation: challenged, account, roles: roleNameSchema.options });
}

function challengeNotFound(): KontorError {
  return new KontorError({
    code: "ChallengeNotFound",
    message: "The organisation has not challenged this account.",
    retryable: true,
  });
}
