import { callRegistry } from "./call-registry.ts";
import type { GrantAccessParameters } from "./grant-access.ts";
import type { Transacted } from "./transact.ts";

export type RevokeAccessParameters = Omit<GrantAccessParameters, "until">;

/** Takes grants away on chain, exactly these. What the grantee has read and kept stays with it. */
export async function revokeAccess({ registry, wallet, ...grant }: RevokeAccessParameters): Promise<Transacted> {
  const { steward, customers, grantee, scope } = grant;
  return callRegistry({ registry, wallet, functionName: "revoke", args: [steward, customers, grantee, scope] });
}
