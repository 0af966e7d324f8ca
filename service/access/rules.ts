import type { Address, Hex } from "viem";
import { roleNameSchema } from "#protocol/api/organisations.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import type { OrganisationRole } from "#protocol/chain/roles.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import { customerErased } from "../store/customer-erased.ts";
import { allow, type Decision, deny } from "./decision.ts";
import { type CustomerClaim, findEntitled } from "./find-entitled.ts";
import type { GrantContext } from "./find-granted.ts";
import { findRoles, forbidden } from "./require-role.ts";

export type RuleContext = GrantContext & { chain: Pick<ChainReader, "isOrganisation" | "isSuspended"> };

export type RuleQuestion<Resource> = { context: RuleContext; account: Address; resource: Resource };

type Rule<Resource> = (question: RuleQuestion<Resource>) => Promise<Decision>;

type Organisation = { organisation: Address };

/** Customers of one wallet are few; the first tells that it is a subject at all. */
const ANY = 1;

const ANY_ROLE = roleNameSchema.options;

/** Roles that read for an organisation. A KEEPER only wraps anew what others open. */
const OPENING_ROLES = ["READER", "WRITER", "COMPLIANCE", "KEEPER"] as const;

/** Whoever has a session: it is about what is theirs. */
const signedIn: Rule<null> = async () => allow({ rule: "session" });

/** One of these roles of the organisation, held on chain now. */
function role(...roles: OrganisationRole[]): Rule<Organisation> {
  return async ({ context, account, resource: { organisation } }) => {
    const held = await findRoles({ context, organisation, account, roles });
    return held.length === 0 ? deny(forbidden()) : allow({ rule: "role", organisation, roles: held });
  };
}

/** As `role`, and the organisation is not suspended: for everything that changes something. */
function activeRole(...roles: OrganisationRole[]): Rule<Organisation> {
  const held = role(...roles);
  return async (question) => {
    const { context, resource } = question;
    const [decision, suspended] = await Promise.all([held(question), context.chain.isSuspended(resource.organisation)]);
    return suspended ? deny(forbidden()) : decision;
  };
}

/** As `activeRole`, and the customers are all the organisation's business, and alive. */
function activeRoleOver(...roles: OrganisationRole[]): Rule<Organisation & { claims: readonly CustomerClaim[] }> {
  const active = activeRole(...roles);
  return async (question) => {
    const decision = await active(question);
    if (!decision.allowed) return decision;
    const { context, resource } = question;
    const { entitled, erased } = await findEntitled({ context, ...resource });
    for (const { customer } of resource.claims) {
      if (erased.has(customer)) return deny(customerErased(customer));
      if (!entitled.has(customer)) return deny(forbidden());
    }
    return decision;
  };
}

/** The account itself, or whoever holds a role in the organisation that it is. */
const self: Rule<{ self: Address }> = async ({ context, account, resource }) => {
  if (account === resource.self) return allow({ rule: "session" });
  return role(...ANY_ROLE)({ context, account, resource: { organisation: resource.self } });
};

/** The grantee's account, whoever holds a role in the grantee, and whoever holds one in the steward. */
const eitherEnd: Rule<{ steward: Address; grantee: Address }> = async ({ context, account, resource }) => {
  const asGrantee = await self({ context, account, resource: { self: resource.grantee } });
  if (asGrantee.allowed) return asGrantee;
  return role(...ANY_ROLE)({ context, account, resource: { organisation: resource.steward } });
};

/** Who opens what a holder holds: by a role in the organisation; or a wallet that is no organisation, for itself. */
const opener: Rule<Organisation> = async (question) => {
  const decision = await role(...OPENING_ROLES)(question);
  const { context, account, resource } = question;
  if (decision.allowed || resource.organisation !== account) return decision;
  return (await context.chain.isOrganisation(account)) ? decision : allow({ rule: "own-wallet" });
};

/**
 * WRITERs of the organisation; and, where that is the caller's own wallet, a customer's accepted subject, who writes consent about
 * itself. `envelope` is null before it is read.
 */
const uploader: Rule<Organisation & { envelope: { customer: Hex; kind: number } | null }> = async (question) => {
  const { context, account, resource } = question;
  const { organisation, envelope } = resource;
  if (organisation !== account || (await context.chain.isOrganisation(account))) {
    return activeRole("WRITER")(question);
  }
  if (envelope === null) {
    const customers = await context.store.access.customersOfSubject({ account, limit: ANY });
    return customers.length === 0 ? deny(forbidden()) : allow({ rule: "subject" });
  }
  const [state] = await context.chain.subjectsOf([envelope.customer]);
  const isOwnConsent = envelope.kind === KINDS.consent && state?.subject === account;
  return isOwnConsent ? allow({ rule: "subject" }) : deny(forbidden());
};

/** By action, what it takes. */
export const RULES = {
  answerPossession: self,
  endSession: signedIn,
  findOpenings: opener,
  getChannel: eitherEnd,
  getHistory: role(...ANY_ROLE),
  getIdentity: signedIn,
  getPossessionAnswer: role(...ANY_ROLE),
  getSecrets: role(...ANY_ROLE),
  listAdmissions: role("ORGANISATION", "KEEPER"),
  listPossessionChallenges: self,
  provideShares: activeRoleOver("WRITER"),
  putChannel: activeRole("WRITER", "KEEPER"),
  putHistory: activeRole("ORGANISATION", "KEEPER"),
  putIdentity: signedIn,
  putPayload: uploader,
  putPossessionChallenge: activeRole("WRITER", "KEEPER"),
  putSecret: activeRole("ORGANISATION", "KEEPER"),
  storeWraps: activeRoleOver("WRITER", "KEEPER"),
};

/** What takes a session. */
export type MemberAction = keyof typeof RULES;
