import type { Address } from "viem";
import { roleNameSchema } from "#protocol/api/organisations.ts";
import { findRoles, requireRole } from "../access/require-role.ts";
import type { AppContext } from "../http/app-context.ts";

/**
 * The sealed keys of a channel: for the grantee's own account, whoever holds a role in the grantee, and whoever holds one in
 * the steward (who can not open them, but sees to which of the grantee's keys they are sealed).
 *
 * @throws KontorError Forbidden, ChainUnavailable
 */
export async function findChannel({
  app,
  account,
  steward,
  grantee,
  epoch,
}: {
  app: AppContext;
  account: Address;
  steward: Address;
  grantee: Address;
  epoch: number;
}): Promise<Uint8Array[]> {
  const roles = roleNameSchema.options;
  const isGrantee = account === grantee || (await findRoles({ app, organisation: grantee, account, roles })).length > 0;
  if (!isGrantee) await requireRole({ app, organisation: steward, account, roles });
  return app.store.sealed.secrets({ kind: "channel", organisation: steward, epoch, recipient: grantee });
}
