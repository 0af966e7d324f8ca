import type { Address } from "viem";
import type { AccessHolder, AccessMoment } from "#protocol/access/access-answer.ts";

/** One way in: the steward itself, one grant, or the subject; with the people whom it lets in. */
export type AccessGroup = Pick<AccessHolder, "through" | "grant" | "kinds"> & {
  key: string;
  /** The organisation, or the wallet that is on its own. */
  party: Address;
  /** Whether `party` is an organisation. */
  isOrganisation: boolean;
  people: AccessHolder[];
  since: AccessMoment;
  /** The last end; null while somebody's is not known. */
  until: AccessMoment | null;
  /** The newest entry that what was kept opens; null where nothing. */
  reach: bigint | null;
};

/** Holders by the way that they came in, in the order given. */
export function groupHolders(holders: readonly AccessHolder[]): AccessGroup[] {
  const groups = new Map<string, AccessGroup>();
  for (const holder of holders) {
    const { through, grant, organisation, account } = holder;
    const party = organisation ?? account;
    const key = [through, party, grant?.steward, grant?.customer, grant?.scope].join(" ");
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { ...newGroup({ holder, party }), key });
    else groups.set(key, join({ group: known, holder }));
  }
  return [...groups.values()];
}

function newGroup({ holder, party }: { holder: AccessHolder; party: Address }): Omit<AccessGroup, "key"> {
  const { through, grant, kinds, since, until, reach, organisation } = holder;
  return { through, grant, kinds, party, isOrganisation: organisation !== null, people: [holder], since, until, reach };
}

function join({ group, holder }: { group: AccessGroup; holder: AccessHolder }): AccessGroup {
  return {
    ...group,
    people: [...group.people, holder],
    since: holder.since.timestamp < group.since.timestamp ? holder.since : group.since,
    until: laterOf(group.until, holder.until),
    reach: highest(group.reach, holder.reach),
  };
}

function laterOf(one: AccessMoment | null, other: AccessMoment | null): AccessMoment | null {
  if (one === null || other === null) return null;
  return one.timestamp >= other.timestamp ? one : other;
}

function highest(one: bigint | null, other: bigint | null): bigint | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
