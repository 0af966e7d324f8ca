import type { Hex } from "viem";
import type { AccessResponse, ChainPlace, Grant } from "#protocol/api/access.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import type { EventTime, IndexedGrant, PastGrant } from "../store/access-store.ts";
import type { Store } from "../store/store.ts";

/**
 * Who may read a customer and who could before, from the index; undefined for a customer that it does not hold.
 * @param parameters.now seconds since 1970
 */
export async function describeAccess({
  store: { index, access },
  customer,
  now,
}: {
  store: Pick<Store, "index" | "access">;
  customer: Hex;
  now: number;
}): Promise<AccessResponse | undefined> {
  const newest = (await index.heads([customer])).get(customer);
  if (newest === undefined) return undefined;
  const { steward } = newest;
  const erased = newest.kind === KINDS.erasure;
  const [subjects, subjectChanges, grants, countersignatures, erasureRequests] = await Promise.all([
    access.subjects([customer]),
    access.subjectChanges(customer),
    access.grantHistory({ customer, stewards: await index.stewardsOf(customer) }),
    access.countersignatures(customer),
    access.erasureRequests(customer),
  ]);
  const subject = subjects.get(customer);
  const isLive = ({ ended, until }: PastGrant) => ended === null && (until === null || until > now);
  return {
    customer,
    steward,
    erased,
    subject: subject?.state === "accepted" ? subject.subject : null,
    namedSubject: subject?.state === "named" ? subject.subject : null,
    subjectChanges: subjectChanges.map(({ at, ...change }) => ({ ...change, at: toPlace(at) })),
    grants: grants.map((grant) =>
      describeGrant({ grant, live: !erased && grant.steward === steward && isLive(grant) }),
    ),
    countersignatures: countersignatures.map(({ at, ...signature }) => ({ ...signature, at: toPlace(at) })),
    erasureRequests: erasureRequests.map(({ at, ...request }) => ({ ...request, at: toPlace(at) })),
  };
}

/** A grant as the API shows it. */
export function describeGrant({
  grant: { role: _role, granted, ended = null, ...grant },
  live,
}: {
  grant: IndexedGrant & { ended?: EventTime | null };
  live: boolean;
}): Grant {
  return { ...grant, granted: toPlace(granted), ended: ended === null ? null : toPlace(ended), live };
}

function toPlace({ blockNumber, transactionHash, timestamp }: EventTime): ChainPlace {
  return { blockNumber, transactionHash, timestamp };
}
