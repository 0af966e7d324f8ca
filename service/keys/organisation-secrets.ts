import type { Address } from "viem";
import type { AdmissionsResponse } from "#protocol/api/organisation-secrets.ts";
import { roleNameSchema } from "#protocol/api/organisations.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseSealedSecretHeader } from "#protocol/keys/sealed-secret-header.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import { forbidden, requireRole } from "../access/require-role.ts";
import { listMembers } from "../directory/list-members.ts";
import { MAX_SEALED_PER_AUTHOR } from "../store/sealed-store.ts";
import type { KeysContext } from "./keys-context.ts";

/**
 * Stores an organisation secret that the organisation's account or a KEEPER has sealed to somebody who holds a role.
 * The epoch may be the one after the current: a secret is kept before its key is published, so that it cannot be lost
 * between the two.
 *
 * @returns whether it is new
 * @throws KontorError Forbidden, InvalidArgument when header and path differ, StaleKeyEpoch, SecretLimitReached,
 * ContextMismatch, ChainUnavailable, and what parseSealedSecretHeader throws
 */
export async function storeSecret({
  context,
  organisation,
  epoch,
  member,
  author,
  bytes,
}: {
  context: KeysContext;
  organisation: Address;
  epoch: number;
  member: Address;
  /** The member who stores it. */
  author: Address;
  bytes: Uint8Array;
}): Promise<boolean> {
  const { chain, store, clock, configuration } = context;
  const header = parseSealedSecretHeader(bytes);
  requireOwnRegistry({ named: header, configuration });
  if (header.sender.toLowerCase() !== organisation || header.recipient.toLowerCase() !== member) throw forbidden();
  if (header.senderEpoch !== epoch) {
    throw new KontorError({
      code: "InvalidArgument",
      message: "The sealed secret is of another epoch than the path names.",
      details: { sealed: header.senderEpoch, path: epoch },
    });
  }
  await requireRole({ context, organisation, account: member, roles: roleNameSchema.options });
  const [own, theirs] = await Promise.all([chain.keyOf(organisation), chain.keyOf(member)]);
  if (epoch > own.epoch + 1 || header.recipientEpoch > theirs.epoch) {
    throw new KontorError({
      code: "StaleKeyEpoch",
      message: "The sealed secret names a key epoch that is not there yet.",
      details: { organisationEpoch: own.epoch, memberEpoch: theirs.epoch },
    });
  }
  const secret = { organisation, epoch, recipient: member, recipientEpoch: header.recipientEpoch, author, bytes };
  return store.sealed.addSecret({
    secret: { kind: "organisation", ...secret },
    limit: MAX_SEALED_PER_AUTHOR,
    now: clock(),
  });
}

/**
 * Everyone who holds a role by the index, and whether the organisation secret of an epoch is sealed to their newest key.
 */
export async function listAdmissions({
  context,
  organisation,
  epoch,
}: {
  context: KeysContext;
  organisation: Address;
  epoch: number;
}): Promise<AdmissionsResponse["items"]> {
  const { store, clock } = context;
  const [members, recipients] = await Promise.all([
    listMembers({ index: store.index, organisation, now: clock() }),
    store.sealed.recipients({ kind: "organisation", organisation, epoch }),
  ]);
  const sealed = new Set(recipients.map(({ recipient, recipientEpoch }) => `${recipient}/${recipientEpoch}`));
  return members.map(({ account: member, keyEpoch }) => ({
    account: member,
    keyEpoch,
    sealed: sealed.has(`${member}/${keyEpoch}`),
  }));
}
