import type { Address } from "viem";
import type { SessionResponse } from "#protocol/api/sessions.ts";

export type Membership = SessionResponse["memberships"][number];

/** Roles that open records, and so make somebody a member who reads; a KEEPER's alone does not. */
const READING = new Set(["WRITER", "READER", "COMPLIANCE"]);

/**
 * The organisation that a member acts for: the one chosen before, where they still belong to it, else the first in
 * which they can read. Null where they belong to none.
 */
export function actingMembership(parameters: {
  memberships: readonly Membership[];
  chosen: Address | null;
}): Membership | null {
  const { memberships, chosen } = parameters;
  const held = memberships.filter((membership) => membership.roles.length > 0);
  return (
    held.find((membership) => membership.organisation === chosen) ??
    held.find((membership) => membership.roles.some(({ role }) => READING.has(role))) ??
    held[0] ??
    null
  );
}
