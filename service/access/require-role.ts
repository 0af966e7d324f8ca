import type { Address } from "viem";
import { type OrganisationRole, organisationRole } from "#protocol/chain/roles.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { ChainReader } from "../chain/chain-reader.ts";

export type RequireRoleParameters = {
  chain: ChainReader;
  organisation: Address;
  account: Address;
  /** One of these is enough. */
  roles: readonly OrganisationRole[];
};

/**
 * Asks the chain, now, whether the account holds a role of the organisation.
 * @throws KontorError Forbidden, the same for an organisation that does not exist; ChainUnavailable
 */
export async function requireRole({ chain, organisation, account, roles }: RequireRoleParameters): Promise<void> {
  const ids = roles.map((name) => organisationRole(name, organisation));
  if (!(await chain.holdsAnyRole({ roles: ids, account }))) throw forbidden();
}

/**
 * As `requireRole`, and the organisation must not be suspended: for everything that changes something.
 * @throws KontorError Forbidden, ChainUnavailable
 */
export async function requireActiveRole(parameters: RequireRoleParameters): Promise<void> {
  const { chain, organisation } = parameters;
  const [, suspended] = await Promise.all([requireRole(parameters), chain.isSuspended(organisation)]);
  if (suspended) throw forbidden();
}

/** Says nothing about whether what was asked for exists. */
export function forbidden(): KontorError {
  return new KontorError({
    code: "Forbidden",
    message: "There is no such thing for this account.",
    hints: ["Roles are read from the chain at the time of each request: ask a keeper of the organisation."],
  });
}
