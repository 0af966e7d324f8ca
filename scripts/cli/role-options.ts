import type { Address, Hex } from "viem";
import { AUDITOR_ROLE, organisationRole, PAUSER_ROLE } from "#protocol/chain/roles.ts";
import type { Options, Values } from "./command.ts";
import { requireOrganisation } from "./open-member.ts";
import { usageError } from "./parse-options.ts";
import { parseAddress } from "./parse-values.ts";

const ORGANISATION_ROLES = ["KEEPER", "WRITER", "READER", "COMPLIANCE"] as const;
const CONSORTIUM_ROLES = { AUDITOR: AUDITOR_ROLE, PAUSER: PAUSER_ROLE } as const;

/** Who holds what. */
export const ROLE_OPTIONS = {
  account: { type: "string", value: "ADDRESS", text: "the account that holds it" },
  role: {
    type: "string",
    value: "ROLE",
    text: "of an organisation: keeper, writer, reader or compliance; of the consortium: auditor or pauser",
  },
  organisation: {
    type: "string",
    value: "ADDRESS",
    text: "the organisation; not for auditor and pauser",
    variable: "KONTOR_ORGANISATION",
  },
} as const satisfies Options;

export type NamedRole = { role: Hex; name: string; account: Address; organisation: Address | null };

/** Throws `InvalidArgument` where a part is missing or unknown. */
export function readRole(values: Values<typeof ROLE_OPTIONS>): NamedRole {
  if (values.account === undefined) throw usageError("--account is missing: who holds the role.");
  if (values.role === undefined) throw usageError("--role is missing, such as writer.");
  const account = parseAddress({ name: "--account", text: values.account });
  const name = values.role.toUpperCase();
  if (Object.hasOwn(CONSORTIUM_ROLES, name)) {
    return { role: CONSORTIUM_ROLES[name as keyof typeof CONSORTIUM_ROLES], name, account, organisation: null };
  }
  const known = ORGANISATION_ROLES.find((one) => one === name);
  if (known === undefined) throw usageError("--role is none of keeper, writer, reader, compliance, auditor, pauser.");
  const organisation = requireOrganisation(values.organisation);
  return { role: organisationRole(known, organisation), name, account, organisation };
}
