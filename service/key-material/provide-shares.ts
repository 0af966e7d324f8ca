import type { Address } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { type CustomerClaim, requireEntitled } from "../access/find-entitled.ts";
import { requireActiveRole } from "../access/require-role.ts";
import type { AppContext } from "../http/app-context.ts";
import type { StoredShare } from "../store/share-store.ts";
import { makeShares } from "./make-shares.ts";

/**
 * Gives a WRITER the shred shares of customers, and makes those there are none of, for the organisation's current key
 * epoch. All or nothing; in the order asked.
 *
 * @throws KontorError Forbidden, CustomerErased, ShareMissing, StaleKeyEpoch, IndexNotReady, ChainUnavailable
 */
export async function provideShares({
  app,
  account,
  organisation,
  items,
}: {
  app: AppContext;
  account: Address;
  organisation: Address;
  items: readonly CustomerClaim[];
}): Promise<StoredShare[]> {
  const { chain, shares } = app;
  await requireActiveRole({ app, organisation, account, roles: ["WRITER"] });
  await requireEntitled({ app, organisation, claims: items });
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
  return makeShares({ app, organisation, places: items });
}

const placeOf = ({ customer, keyEpoch }: CustomerClaim): string => `${customer}/${keyEpoch}`;
