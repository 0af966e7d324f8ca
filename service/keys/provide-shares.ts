import type { Address } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { CustomerClaim } from "../access/find-entitled.ts";
import type { StoredShare } from "../store/share-store.ts";
import type { Alongside } from "../store/store.ts";
import type { KeysContext } from "./keys-context.ts";
import { makeShares } from "./make-shares.ts";

/**
 * The shred shares of an organisation's customers, and makes those there are none of, for the organisation's current key
 * epoch. All or nothing; in the order asked.
 *
 * @throws KontorError CustomerErased, QuotaExceeded, ShareMissing, StaleKeyEpoch, ChainUnavailable
 */
export async function provideShares({
  context,
  organisation,
  author,
  items,
  alongside,
}: {
  context: KeysContext;
  organisation: Address;
  /** The member who asks. */
  author: Address;
  items: readonly CustomerClaim[];
  alongside?: Alongside;
}): Promise<StoredShare[]> {
  const { chain, shares } = context;
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
  return makeShares({ context, organisation, author, places: items, alongside });
}

const placeOf = ({ customer, keyEpoch }: CustomerClaim): string => `${customer}/${keyEpoch}`;
