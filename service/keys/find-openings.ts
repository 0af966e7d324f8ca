import type { Address, Hex } from "viem";
import { ALL_KINDS } from "#protocol/chain/grants.ts";
import { findEntitled } from "../access/find-entitled.ts";
import { findGranted, type Scopes } from "../access/find-granted.ts";
import type { StoredWrap } from "../store/wrap-store.ts";
import type { KeysContext } from "./keys-context.ts";

export type Opening = {
  customer: Hex;
  keyEpoch: number;
  wraps: Uint8Array[];
  channelWraps: { steward: Address; wrap: Uint8Array }[];
  share: Uint8Array | null;
};

const ALL: Scopes = new Set([ALL_KINDS]);

/**
 * Gives what opens a holder's customers' payloads: wraps and shred shares, in the order asked. Of the customers that the
 * holder stewards everything; of those that others let it read what their grants cover. What is another's looks like what does
 * not exist.
 *
 * @throws KontorError IndexNotReady, ChainUnavailable
 */
export async function findOpenings({
  context,
  organisation: holder,
  withShares,
  items,
}: {
  context: KeysContext;
  organisation: Address;
  /** Without, only what a KEEPER wraps anew: no shares. */
  withShares: boolean;
  items: readonly { customer: Hex; keyEpoch: number }[];
}): Promise<Opening[]> {
  const { store, shares } = context;
  const { entitled, erased } = await findEntitled({ context, organisation: holder, claims: items });
  const others = items.map(({ customer }) => customer).filter((id) => !entitled.has(id) && !erased.has(id));
  const granted = await findGranted({ context, holder, customers: others });
  const scopesOf = (customer: Hex) => (entitled.has(customer) ? ALL : granted.get(customer));

  const open = items.filter(({ customer }) => scopesOf(customer) !== undefined);
  const [foundWraps, foundShares] = await Promise.all([
    store.wraps.find({ holder, items: open }),
    withShares ? shares.find(open) : [],
  ]);
  const wrapsAt = Map.groupBy(foundWraps, placeOf);
  const shareAt = new Map(foundShares.map((found) => [placeOf(found), found.share]));
  return items.map(({ customer, keyEpoch }) => {
    const place = placeOf({ customer, keyEpoch });
    const scopes = scopesOf(customer);
    const covered = (wrapsAt.get(place) ?? []).filter(
      ({ scope }) => scopes !== undefined && (scopes.has(ALL_KINDS) || scopes.has(scope)),
    );
    return { customer, keyEpoch, ...byWrapper(covered), share: shareAt.get(place) ?? null };
  });
}

function byWrapper(wraps: readonly StoredWrap[]): Pick<Opening, "wraps" | "channelWraps"> {
  const own = wraps.filter(({ wrapper }) => wrapper === "organisation");
  const channel = wraps.filter(({ wrapper }) => wrapper === "channel");
  return {
    wraps: own.map(({ bytes }) => bytes),
    channelWraps: channel.map(({ steward, bytes }) => ({ steward, wrap: bytes })),
  };
}

const placeOf = ({ customer, keyEpoch }: { customer: Hex; keyEpoch: number }): string => `${customer}/${keyEpoch}`;
