import type { Address, Hex } from "viem";
import { type Member, type RoleName, roleNameSchema } from "#protocol/api/organisations.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import type { IndexStore } from "../store/index-store.ts";
import { isHeld } from "./is-held.ts";

/** The accounts that hold a role in an organisation at a time (milliseconds), from the index, ordered by address. */
export async function listMembers({
  index,
  organisation,
  now,
}: {
  index: IndexStore;
  organisation: Address;
  now: number;
}): Promise<Member[]> {
  const names = new Map<Hex, RoleName>(
    roleNameSchema.options.map((name) => [organisationRole(name, organisation), name]),
  );
  const held = (await index.rolesOf({ roles: [...names.keys()] })).filter((role) => isHeld({ role, now }));
  const keys = await index.keyHashes(held.map(({ account }) => account));
  const members = new Map<Address, Member>();
  for (const { role, account, until } of held) {
    const name = names.get(role);
    if (name === undefined) continue;
    const key = keys.get(account);
    const member = members.get(account) ?? {
      account,
      roles: [],
      keyEpoch: key?.epoch ?? 0,
      keyHash: key?.keyHash ?? null,
    };
    member.roles.push({ role: name, until });
    members.set(account, member);
  }
  return [...members.values()];
}
