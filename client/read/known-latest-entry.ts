import type { Entry } from "#protocol/chain/entry.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { isErasure } from "#protocol/verdict/erasure.ts";
import { type LatestEntryParameters, latestEntry } from "./latest-entry.ts";

/** A customer's newest entry, that another one can follow. Throws `CustomerNotFound`, `CustomerErased`, `ChainUnavailable`. */
export async function knownLatestEntry(parameters: LatestEntryParameters): Promise<Entry> {
  const { customer } = parameters;
  const latest = await latestEntry(parameters);
  if (latest === null) {
    throw new KontorError({
      code: "CustomerNotFound",
      message: "The registry knows no such customer.",
      details: { customer },
    });
  }
  if (isErasure(latest)) {
    throw new KontorError({
      code: "CustomerErased",
      message: "The customer was erased: nothing can follow.",
      details: { customer },
    });
  }
  return latest;
}
