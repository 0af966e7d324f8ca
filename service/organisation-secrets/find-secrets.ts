import type { Address } from "viem";
import { roleNameSchema } from "#protocol/api/organisations.ts";
import { requireRole } from "../access/require-role.ts";
import type { AppContext } from "../http/app-context.ts";

/**
 * The organisation secrets of an epoch that are sealed to a member: for as long as the member holds any role there.
 * @throws KontorError Forbidden, ChainUnavailable
 */
export async function findSecrets({
  app,
  account,
  organisation,
  epoch,
}: {
  app: AppContext;
  account: Address;
  organisation: Address;
  epoch: number;
}): Promise<Uint8Array[]> {
  await requireRole({ app, organisation, account, roles: roleNameSchema.options });
  return app.store.sealed.secrets({ kind: "organisation", organisation, epoch, recipient: account });
}
