import type { Address } from "viem";
import { quotaExceeded } from "../store/quota-exceeded.ts";
import { shareMissing } from "../store/share-missing.ts";
import type { SharePlace, StoredShare } from "../store/share-store.ts";
import type { Alongside } from "../store/store.ts";
import type { KeysContext } from "./keys-context.ts";

/** Bytes of a shred share (PROTOCOL 4). */
const SHARE_BYTES = 32;

/**
 * The organisation's shares of these places, in their order; made where there are none and never were. One that must have been
 * made and is gone is not made again: what was written under it would open with no other.
 *
 * @throws KontorError ShareMissing, CustomerErased, QuotaExceeded; then none was made
 */
export async function makeShares({
  context: { store, shares, randomBytes, configuration },
  organisation,
  author,
  places,
  alongside = async () => undefined,
}: {
  context: Pick<KeysContext, "store" | "shares" | "randomBytes" | "configuration">;
  organisation: Address;
  /** The member who asks. */
  author: Address;
  places: readonly SharePlace[];
  /** Kept together with the record that they were made. */
  alongside?: Alongside | undefined;
}): Promise<StoredShare[]> {
  const owned = places.map(({ customer, keyEpoch }) => ({ customer, keyEpoch, organisation, author }));
  const missing = await missingOf({ shares, places: owned });
  const used = await store.shareRecords.used(missing);
  // Looked for once more: somebody else may just have made it.
  const [gone] = await missingOf({ shares, places: used });
  if (gone !== undefined) throw shareMissing(gone);
  if (missing.length > 0) await expectRoom({ store, author, limit: configuration.quotas.newCustomers });
  const kept = await shares.findOrAdd(owned.map((place) => ({ ...place, share: randomBytes(SHARE_BYTES) })));
  await store.transaction(async (joined) => {
    await alongside(joined);
    await joined.shareRecords.record(owned);
  });
  return kept;
}

/** Shares of customers that are never written would otherwise cost their author nothing. */
async function expectRoom(parameters: { store: KeysContext["store"]; author: Address; limit: number }): Promise<void> {
  const { store, author, limit } = parameters;
  if ((await store.shareRecords.unwritten(author)) < limit) return;
  throw quotaExceeded({
    what: `keys of ${limit} customers without an entry`,
    limit,
    hint: "Send the entries of the customers that are prepared, then go on.",
    retryable: true,
  });
}

async function missingOf<Place extends SharePlace>({
  shares,
  places,
}: {
  shares: KeysContext["shares"];
  places: readonly Place[];
}): Promise<Place[]> {
  const present = new Set((await shares.find(places)).map(nameOf));
  return places.filter((place) => !present.has(nameOf(place)));
}

const nameOf = ({ customer, keyEpoch }: SharePlace): string => `${customer}/${keyEpoch}`;
