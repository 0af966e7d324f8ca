import type { Clock } from "../clock/clock.ts";
import { allow, type Decision, deny, type Principal } from "./decision.ts";
import { forbidden } from "./require-role.ts";
import { type MemberAction, RULES, type RuleContext } from "./rules.ts";

/** What anyone may do, without an account. What is served so is on chain, or is ciphertext, or is the way in. */
const PUBLIC_ACTIONS = [
  "createChallenge",
  "createSession",
  "followEvents",
  "getAccess",
  "getAppFile",
  "getDocumentation",
  "getEntries",
  "getErasure",
  "getHealth",
  "getKey",
  "getMetrics",
  "getOpenApiDocument",
  "getPayload",
  "getReadiness",
  "getRegistry",
  "getSession",
  "listCustomers",
  "listCustomersOfSubject",
  "listGrants",
  "listMembers",
  "listOrganisations",
  "queryPayloads",
] as const;

export type PublicAction = (typeof PUBLIC_ACTIONS)[number];

/** Everything that can be asked of the service. One route stands for one action. */
export type Action = PublicAction | MemberAction;

/** What an action is about: what its rule has to know. */
export type ResourceOf<A extends Action> = A extends MemberAction ? Parameters<(typeof RULES)[A]>[0]["resource"] : null;

export type Question<A extends Action> = {
  principal: Principal;
  action: A;
  resource: ResourceOf<A>;
  /** Under which circumstances: `now` in milliseconds since 1970. */
  context: { now: number };
};

export type Decide = <A extends Action>(question: Question<A>) => Promise<Decision>;

/**
 * The one place that says who may do what. A denial is a value. That nobody can say, for the chain or the index is not there, is
 * none: then it throws.
 *
 * @throws KontorError ChainUnavailable, ChainMismatch, IndexNotReady
 */
export function createDecide(services: Omit<RuleContext, "clock">): Decide {
  return async ({ principal, action, resource, context: { now } }) => {
    if (isPublic(action)) return allow({ rule: "public" });
    if (principal.type === "anyone") return deny(forbidden());
    // The types tie resource and rule together by the action; here, where it is any, they cannot be seen to.
    const rule = RULES[action as MemberAction] as (question: unknown) => Promise<Decision>;
    const clock: Clock = () => now;
    return rule({ context: { ...services, clock }, account: principal.address, resource });
  };
}

function isPublic(action: Action): action is PublicAction {
  return (PUBLIC_ACTIONS as readonly string[]).includes(action);
}
