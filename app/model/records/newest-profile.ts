import type { ReadCustomer, ReadEntry } from "#client/read/read-entry.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { isProfile, type Profile } from "#protocol/record/schemas/profile.ts";

/** The newest profile entry that the stored head leads back to, whether or not it could be opened. */
export function newestProfileEntry({ entries }: ReadCustomer): ReadEntry | null {
  return entries.findLast(({ entry }) => entry?.body.kind === KINDS.profile) ?? null;
}

/** The profile inside; null where it is not the chain's, or could not be opened. */
export function newestProfile(customer: ReadCustomer): Profile | null {
  const record = newestProfileEntry(customer)?.record;
  return record != null && isProfile(record) ? record : null;
}
