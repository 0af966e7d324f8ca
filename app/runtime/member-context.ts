import { createContext } from "react";
import type { Address } from "viem";
import type { Membership } from "#app/model/membership.ts";
import type { Identity } from "#client/keys/identity.ts";
import type { RoleName } from "#protocol/api/organisations.ts";

/** The signed-in member, acting for one organisation. */
export type Member = {
  account: Address;
  organisation: Address;
  membership: Membership;
  roles: ReadonlySet<RoleName>;
  /** Unlocked; null only for the organisation's own account, which has no identity key. */
  identity: Identity | null;
};

export const MemberContext = createContext<Member | null>(null);
