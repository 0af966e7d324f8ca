import type { Address, Hex } from "viem";
import { findEntitled } from "../access/find-entitled.ts";
import { requireRole } from "../access/require-role.ts";
import type { AppContext } from "../http/app-context.ts";

export type Opening = { customer: Hex; keyEpoch: number; wraps: Uint8Array[]; share: Uint8Array | null };

/**
 * Gives a member of the organisation what opens its customers' payloads: wraps and shred shares, in the order asked.
 * What is another's looks like what does not exist.
 *
 * @throws KontorError Forbidden when the account has no reading role, IndexNotReady, ChainUnavailable
 */
export async function findOpenings({
  app: { chain, store, shares, indexer },
  account,
  organisation,
  items,
}: {
  app: AppContext;
  account: Address;
  organisation: Address;
  items: readonly { customer: Hex; keyEpoch: number }[];
}): Promise<Opening[]> {
  await requireRole({ chain, organisation, account, roles: ["READER", "WRITER", "COMPLIANCE"] });
  const entitled = await findEntitled({ organisation, claims: items, index: store.index, shares, indexer });
  const own = items.filter(({ customer }) => entitled.has(customer));
  const [foundWraps, foundShares] = await Promise.all([
    store.wraps.find({ holder: organisation, items: own }),
    shares.find(own),
  ]);
  const wraps = Map.groupBy(foundWraps, placeOf);
  const shareAt = new Map(foundShares.map((found) => [placeOf(found), found.share]));
  return items.map(({ customer, keyEpoch }) => {
    const place = placeOf({ customer, keyEpoch });
    return {
      customer,
      keyEpoch,
      wraps: (wraps.get(place) ?? []).map(({ bytes }) => bytes),
      share: shareAt.get(place) ?? null,
    };
  });
}

const placeOf = ({ customer, keyEpoch }: { customer: Hex; keyEpoch: number }): string => `${customer}/${keyEpoch}`;
