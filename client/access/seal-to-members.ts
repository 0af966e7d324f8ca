import type { Address } from "viem";
import { organisationRole } from "#protocol/chain/roles.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { admitMember } from "../keys/admit-member.ts";
import type { Keyring } from "../keys/keyring.ts";
import { hasRole } from "../registry/has-role.ts";
import { listMembers } from "../service/organisations.ts";
import type { Rotation } from "./rotation.ts";
import type { RotationContext } from "./rotation-context.ts";

const ROLES = ["KEEPER", "WRITER", "READER", "COMPLIANCE"] as const;

/**
 * Seals the newest secret to everyone who holds a role now: the service names them, the chain decides. Answers who has to
 * wait, and why.
 */
export async function sealToMembers(parameters: {
  context: RotationContext;
  keyring: Keyring;
}): Promise<Rotation["waiting"]> {
  const { context, keyring } = parameters;
  const { registry, service, organisation, wallet } = context;
  const waiting: Rotation["waiting"] = [];
  for (const { account, keyEpoch } of await listMembers({ service, organisation })) {
    const isSelf = account === wallet.account.address.toLowerCase();
    if (isSelf || keyEpoch === 0 || account === organisation.toLowerCase()) continue;
    if (!(await holdsRole({ context, account }))) continue;
    try {
      await admitMember({ ...context, registry, keyring, member: account });
    } catch (error) {
      if (!isKontorError(error)) throw error;
      waiting.push({ account, as: "member", code: error.code });
    }
  }
  return waiting;
}

async function holdsRole({ context, account }: { context: RotationContext; account: Address }): Promise<boolean> {
  const { registry, organisation } = context;
  const held = await Promise.all(
    ROLES.map((name) => hasRole({ registry, role: organisationRole(name, organisation), account })),
  );
  return held.includes(true);
}
