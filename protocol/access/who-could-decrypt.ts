import type { Address, Hex } from "viem";
import { ALL_KINDS } from "../chain/grants.ts";
import { CONTENT_KINDS, KINDS } from "../chain/kinds.ts";
import type { OrganisationRole } from "../chain/roles.ts";
import { ACCESS_LIMITS, type AccessAnswer, type AccessHolder, type AccessMoment } from "./access-answer.ts";
import { CustomerHistory } from "./customer-history.ts";
import type { HistoryEvent } from "./history-event.ts";
import { type AskedMoment, orderHistory } from "./order-history.ts";
import { reachOf } from "./reach.ts";
import { type Bound, intersectSpans, type Span, uniteSpans } from "./span.ts";

/** The kinds that have a record, by their codes. */
const RECORD_KINDS: readonly number[] = [...CONTENT_KINDS.map((name) => KINDS[name]), KINDS.transfer];

export type WhoCouldDecryptParameters = {
  customer: Hex;
  at: AskedMoment;
  /** The registry's events from its deployment on, in any order; those of other customers don't matter. */
  events: readonly HistoryEvent[];
};

/**
 * Who could decrypt a customer's entries at a moment, from the chain's history alone. Somebody could who had the right, on
 * chain, and a published key (both, where an organisation stands between): members of the steward, grantees of the steward
 * of the time and their members, and the subject. Asks nobody, so any two who have the history get the same answer.
 * @throws InvalidArgument, InvalidHex, UnknownScope for a history that can't be
 */
export function whoCouldDecrypt({ customer: given, at, events }: WhoCouldDecryptParameters): AccessAnswer {
  const customer = given.toLowerCase() as Hex;
  const history = new CustomerHistory({ customer, events: orderHistory({ events, at }) });
  const newest = history.entries.at(-1);
  const paths = [...memberPaths(history), ...grantPaths(history), ...subjectPaths(history)];
  const all = paths.flatMap((path) => holdersOf({ path, history })).sort(inOrder);
  const isLive = ({ until }: AccessHolder): boolean =>
    until === null || (until.block === null && until.timestamp > at.timestamp);
  return {
    customer,
    at,
    state: history.erasure !== undefined ? "erased" : newest === undefined ? "unknown" : "live",
    steward: newest?.steward ?? null,
    sequence: newest?.sequence ?? 0n,
    holders: all.filter(isLive),
    former: all.filter((holder) => !isLive(holder)),
    limits: ACCESS_LIMITS,
  };
}

type Path = Pick<AccessHolder, "account" | "through" | "organisation" | "grant" | "kinds"> & Reached;

/** How a right reaches an account: itself, or as an organisation's member. */
type Reached = {
  account: Address;
  organisation: Address | null;
  roles: readonly { role: OrganisationRole; spans: readonly Span[] }[];
  spans: readonly Span[];
};

function memberPaths(history: CustomerHistory): Path[] {
  return [...history.stewardships()].flatMap(([organisation, stewardship]) =>
    throughMembers({ history, organisation, conditions: [stewardship] }).map((reached) => ({
      ...reached,
      through: "member" as const,
      grant: null,
      kinds: RECORD_KINDS,
    })),
  );
}

function grantPaths(history: CustomerHistory): Path[] {
  const stewardships = history.stewardships();
  return history.grants.flatMap((given) => {
    const { grantee, ...grant } = given;
    const conditions = [stewardships.get(grant.steward) ?? [], history.grantSpans(given)];
    const reached = history.isOrganisation(grantee)
      ? throughMembers({ history, organisation: grantee, conditions })
      : [throughWallet({ history, account: grantee, conditions })];
    const kinds = grant.scope === ALL_KINDS ? RECORD_KINDS : [grant.scope];
    return reached.map((path) => ({ ...path, through: "grant" as const, grant, kinds }));
  });
}

function subjectPaths(history: CustomerHistory): Path[] {
  const life = uniteSpans([...history.stewardships().values()].flat());
  return history.subjectSpans().map(({ account, spans }) => ({
    ...throughWallet({ history, account, conditions: [life, spans] }),
    through: "subject" as const,
    grant: null,
    kinds: RECORD_KINDS,
  }));
}

type Reaching = { history: CustomerHistory; conditions: readonly (readonly Span[])[] };

function throughMembers({ history, organisation, conditions }: Reaching & { organisation: Address }): Reached[] {
  const members = history.memberSpans(organisation);
  return [...new Set(members.map(({ account }) => account))].map((account) => {
    const roles = members.filter((member) => member.account === account);
    const membership = uniteSpans(roles.flatMap(({ spans }) => spans));
    const keys = [history.keySpans(organisation), history.keySpans(account)];
    return { account, organisation, roles, spans: intersectSpans([...conditions, membership, ...keys]) };
  });
}

function throughWallet({ history, account, conditions }: Reaching & { account: Address }): Reached {
  const spans = intersectSpans([...conditions, history.keySpans(account)]);
  return { account, organisation: null, roles: [], spans };
}

function holdersOf({ path, history }: { path: Path; history: CustomerHistory }): AccessHolder[] {
  const { account, through, organisation, grant, kinds } = path;
  return path.spans.map((span) => ({
    account,
    through,
    organisation,
    roles: path.roles.filter(({ spans }) => intersectSpans([[span], spans]).length > 0).map(({ role }) => role),
    grant,
    kinds,
    since: momentOf(span.from),
    until: span.to === null ? null : momentOf(span.to),
    reach: reachOf({ history, kinds, end: span.to?.instant ?? null }),
  }));
}

function momentOf({ instant: { timestamp, block }, basis }: Bound): AccessMoment {
  return { timestamp, block, basis };
}

/** By when it began; what began at once, by who it is and how they have it. */
function inOrder(a: AccessHolder, b: AccessHolder): number {
  return placeOf(a) < placeOf(b) ? -1 : 1;
}

function placeOf({ since, account, through, organisation, grant }: AccessHolder): string {
  const { block, logIndex } = since.basis;
  const began = `${String(block).padStart(20, "0")} ${String(logIndex).padStart(10, "0")}`;
  return [began, account, through, organisation, grant?.customer, grant?.steward, grant?.scope].join(" ");
}
