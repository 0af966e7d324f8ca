import type { Address } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { type CustomerClaim, requireEntitled } from "../access/find-entitled.ts";
import { requireActiveRole } from "../access/require-role.ts";
import type { StoredShare } from "../store/share-store.ts";
import type { KeysContext } from "./keys-context.ts";
import { makeShares } from "./make-shares.ts";

/**
 * Gives a WRITER the shred shares of customers, and makes those there are none of, for the organisation's current key
 * epoch. All or nothing; in the order asked.
 *
 * @throws KontorError Forbidden, CustomerErased, ShareMissing, StaleKeyEpoch, IndexNotReady, ChainUnavailable
 */
export async function provideShares({
  context,
  account,
  organisation,
  items,
}: {
  context: KeysContext;
  account: Address;
  organisation: Address;
  items: readonly CustomerClaim[];
}): Promise<StoredShare[]> {
  const { chain, shares } = context;
  await requireActiveRole({ context, organisation, account, roles: ["WRITER"] });
  await requireEntitled({ context, organisation, claims: items });
  const present = new Set((await shares.find(items)).map(placeOf));
  const missing = items.filter((item) => !present.has(placeOf(item)));
  if (missing.length > 0) {
    const { epoch } = await chain.keyOf(organisation);
    if (missing.some(({ keyEpoch }) => keyEpoch !== epoch)) {
      throw new KontorError({
        code: "StaleKeyEpoch",
        message: "New shares are made for the organisation's current key epoch only.",
        hints: ["Publish the organisation's key first, or take its new epoch."],
        details: { current: epoch },
      });
    }
  }
  return makeShares({ context, organisation, places: items });
}

const placeOf = ({ customer, keyEpoch }: CustomerClaim): string => `${customer}/${keyEpoch}`;
