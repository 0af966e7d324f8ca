import type { Address } from "viem";
import { roleNameSchema } from "#protocol/api/organisations.ts";
import { requireRole } from "../access/require-role.ts";
import type { AppContext } from "../http/app-context.ts";

/**
 * Only the account itself, or whoever holds a role in the organisation that it is.
 * @throws KontorError Forbidden, ChainUnavailable
 */
export async function requireSelf({
  app,
  account,
  challenged,
}: {
  app: AppContext;
  account: Address;
  challenged: Address;
}): Promise<void> {
  if (account === challenged) return;
  await requireRole({ app, organisation: challenged, account, roles: roleNameSchema.options });
}
