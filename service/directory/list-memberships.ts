import type { Address, Hex } from "viem";
import { type RoleName, roleNameSchema } from "#protocol/api/organisations.ts";
import type { SessionResponse } from "#protocol/api/sessions.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import type { IndexStore } from "../store/index-store.ts";
import { isHeld } from "./is-held.ts";

/** The organisations an account holds roles in at a time (milliseconds), from the index. */
export async function listMemberships({
  index,
  account,
  now,
}: {
  index: IndexStore;
  account: Address;
  now: number;
}): Promise<SessionResponse["memberships"]> {
  const roles = (await index.rolesOf({ account })).filter((role) => isHeld({ role, now }));
  if (roles.length === 0) return [];
  const held = new Map<Hex, number | null>(roles.map(({ role, until }) => [role, until]));
  const memberships: SessionResponse["memberships"] = [];
  for (const { organisation, name } of await index.organisations()) {
    const here = roleNameSchema.options.flatMap((role: RoleName) => {
      const until = held.get(organisationRole(role, organisation));
      return until === undefined ? [] : [{ role, until }];
    });
    if (here.length > 0) memberships.push({ organisation, name, roles: here });
  }
  return memberships;
}
