import type { Address } from "viem";
import { type OrganisationRole, organisationRole } from "#protocol/chain/roles.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Clock } from "../clock/clock.ts";
import { areHeld } from "./are-held.ts";

/** Roles are asked of the chain, and end by its time or the service's own. */
export type RoleContext = { chain: Pick<ChainReader, "roleEnds" | "latestBlock">; clock: Clock };

export type RequireRoleParameters = {
  context: RoleContext;
  organisation: Address;
  account: Address;
  /** One of these is enough. */
  roles: readonly OrganisationRole[];
};

/**
 * Asks the chain, now, which of these roles of the organisation the account holds.
 * @throws KontorError ChainUnavailable
 */
export async function findRoles({
  context,
  organisation,
  account,
  roles,
}: RequireRoleParameters): Promise<OrganisationRole[]> {
  const holders = roles.map((name) => ({ role: organisationRole(name, organisation), account }));
  const held = await areHeld({ context, holders });
  return roles.filter((_name, index) => held[index]);
}

/**
 * Asks the chain, now, whether the account holds a role of the organisation.
 * @throws KontorError Forbidden, the same for an organisation that does not exist; ChainUnavailable
 */
export async function requireRole(parameters: RequireRoleParameters): Promise<void> {
  if ((await findRoles(parameters)).length === 0) throw forbidden();
}

/** Says nothing about whether what was asked for exists. */
export function forbidden(): KontorError {
  return new KontorError({
    code: "Forbidden",
    message: "There is no such thing for this account.",
    hints: ["Roles and grants are read from the chain at the time of each request: ask a keeper of the organisation."],
  });
}
