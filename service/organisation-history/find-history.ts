import type { Address } from "viem";
import { roleNameSchema } from "#protocol/api/organisations.ts";
import { requireRole } from "../access/require-role.ts";
import type { AppContext } from "../http/app-context.ts";

/**
 * The organisation secret of an epoch under that of the next one: for as long as the account holds any role there.
 * @throws KontorError Forbidden, ChainUnavailable
 */
export async function findHistory({
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
  return app.store.sealed.secrets({ kind: "history", organisation, epoch, recipient: organisation });
}
