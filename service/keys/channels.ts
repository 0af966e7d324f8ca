import type { Address } from "viem";
import { roleNameSchema } from "#protocol/api/organisations.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseSealedHeader } from "#protocol/keys/sealed-secret-header.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import { findRoles, forbidden, requireActiveRole, requireRole } from "../access/require-role.ts";
import { MAX_SEALED } from "../store/sealed-store.ts";
import type { KeysContext } from "./keys-context.ts";

/**
 * Stores a channel key that a WRITER or KEEPER of the steward has sealed to a grantee.
 *
 * @returns whether it is new
 * @throws KontorError Forbidden, InvalidArgument when header and path differ, StaleKeyEpoch, SecretLimitReached,
 * ContextMismatch, ChainUnavailable, and what parseSealedHeader throws
 */
export async function storeChannel({
  context,
  account,
  steward,
  grantee,
  epoch,
  bytes,
}: {
  context: KeysContext;
  account: Address;
  steward: Address;
  grantee: Address;
  epoch: number;
  bytes: Uint8Array;
}): Promise<boolean> {
  const { chain, store, clock, configuration } = context;
  await requireActiveRole({ context, organisation: steward, account, roles: ["WRITER", "KEEPER"] });
  const header = parseSealedHeader(bytes);
  requireOwnRegistry({ named: header, configuration });
  if (header.sender.toLowerCase() !== steward || header.recipient.toLowerCase() !== grantee) throw forbidden();
  if (header.purpose !== "channel" || header.senderEpoch !== epoch) {
    throw new KontorError({
      code: "InvalidArgument",
      message: "The sealed secret is no channel key, or of another epoch than the path names.",
      details: { sealed: header.senderEpoch, path: epoch },
    });
  }
  const [own, theirs] = await Promise.all([chain.keyOf(steward), chain.keyOf(grantee)]);
  if (epoch > own.epoch || header.recipientEpoch > theirs.epoch) {
    throw new KontorError({
      code: "StaleKeyEpoch",
      message: "The sealed channel key names a key epoch that is not there yet.",
      details: { stewardEpoch: own.epoch, granteeEpoch: theirs.epoch },
    });
  }
  const place = { kind: "channel", organisation: steward, epoch, recipient: grantee } as const;
  const secret = { ...place, recipientEpoch: header.recipientEpoch, bytes };
  return store.sealed.addSecret({ secret, limit: MAX_SEALED, now: clock() });
}

/**
 * The sealed keys of a channel: for the grantee's own account, whoever holds a role in the grantee, and whoever holds one in
 * the steward (who can not open them, but sees to which of the grantee's keys they are sealed).
 *
 * @throws KontorError Forbidden, ChainUnavailable
 */
export async function findChannel({
  context,
  account,
  steward,
  grantee,
  epoch,
}: {
  context: KeysContext;
  account: Address;
  steward: Address;
  grantee: Address;
  epoch: number;
}): Promise<Uint8Array[]> {
  const roles = roleNameSchema.options;
  const isGrantee =
    account === grantee || (await findRoles({ context, organisation: grantee, account, roles })).length > 0;
  if (!isGrantee) await requireRole({ context, organisation: steward, account, roles });
  return context.store.sealed.secrets({ kind: "channel", organisation: steward, epoch, recipient: grantee });
}
