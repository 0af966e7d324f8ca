import { organisationRole } from "#protocol/chain/roles.ts";
import { revokeAccess } from "../acts/access.ts";
import { revokeRole } from "../acts/roles.ts";
import { hasRole } from "../registry/has-role.ts";
import { chunk } from "../service/chunk.ts";
import type { Rotation } from "./rotation.ts";
import type { RotationContext } from "./rotation-context.ts";

const ROLES = ["KEEPER", "WRITER", "READER", "COMPLIANCE"] as const;
/** Customers in one transaction. */
const REVOCATIONS_PER_TRANSACTION = 200;

/** Takes on chain what the cause says, as far as it is still held. Throws `MissingRole` where the wallet may not. */
export async function revokeRights(parameters: { context: RotationContext; cause: Rotation["cause"] }): Promise<void> {
  const { context, cause } = parameters;
  const { registry, wallet, organisation } = context;
  if (cause.type === "member") {
    for (const name of ROLES) {
      const role = organisationRole(name, organisation);
      if (!(await hasRole({ registry, role, account: cause.account }))) continue;
      await revokeRole({ registry, wallet, role, account: cause.account });
    }
  } else if (cause.type === "grant") {
    const { grantee, scope } = cause;
    for (const customers of chunk({ items: cause.customers, size: REVOCATIONS_PER_TRANSACTION })) {
      await revokeAccess({ registry, wallet, steward: organisation, customers, grantee, scope });
    }
  }
}
