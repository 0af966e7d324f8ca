import type { Address } from "viem";
import { shareMissing } from "../access/share-missing.ts";
import type { SharePlace, StoredShare } from "../store/share-store.ts";
import type { Alongside } from "../store/store.ts";
import type { KeysContext } from "./keys-context.ts";

/** Bytes of a shred share (PROTOCOL 4). */
const SHARE_BYTES = 32;

/**
 * The organisation's shares of these places, in their order; made where there are none and never were. One that must have been
 * made and is gone is not made again: what was written under it would open with no other.
 *
 * @throws KontorError ShareMissing, CustomerErased; then none was made
 */
export async function makeShares({
  context: { store, shares, randomBytes },
  organisation,
  places,
  alongside = async () => undefined,
}: {
  context: Pick<KeysContext, "store" | "shares" | "randomBytes">;
  organisation: Address;
  places: readonly SharePlace[];
  /** Kept together with the record that they were made. */
  alongside?: Alongside | undefined;
}): Promise<StoredShare[]> {
  const owned = places.map(({ customer, keyEpoch }) => ({ customer, keyEpoch, organisation }));
  const used = await store.shareRecords.used(await missingOf({ shares, places: owned }));
  // Looked for once more: somebody else may just have made it.
  const [gone] = await missingOf({ shares, places: used });
  if (gone !== undefined) throw shareMissing(gone);
  const kept = await shares.findOrAdd(owned.map((place) => ({ ...place, share: randomBytes(SHARE_BYTES) })));
  await store.transaction(async (joined) => {
    await alongside(joined);
    await joined.shareRecords.record(owned);
  });
  return kept;
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
