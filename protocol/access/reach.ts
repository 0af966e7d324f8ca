import { KINDS } from "../chain/kinds.ts";
import type { CustomerHistory } from "./customer-history.ts";
import { compareInstants, type Instant } from "./span.ts";

export type ReachParameters = {
  history: CustomerHistory;
  /** The codes of the kinds that the keys are for. */
  kinds: readonly number[];
  /** When the right ended or will end; null when no end is known. */
  end: Instant | null;
};

/**
 * The newest entry that somebody's keys open, were they kept with all that was ever served: everything written before the
 * right ended, and what the steward of then wrote later under a key epoch that was already there. So after a removal
 * without a new epoch it goes on growing.
 * @returns its sequence; null when there is none.
 */
export function reachOf({ history, kinds, end }: ReachParameters): bigint | null {
  const isBefore = (instant: Instant): boolean => end === null || compareInstants(instant, end) < 0;
  const steward = history.entries.findLast(isBefore)?.steward;
  const epoch = steward === undefined ? 0 : (history.keysOf(steward).findLast(isBefore)?.epoch ?? 0);
  const opened = history.entries.findLast((entry) => {
    if (!kinds.includes(entry.kind) || entry.kind === KINDS.erasure) return false;
    return isBefore(entry) || (entry.steward === steward && entry.keyEpoch <= epoch);
  });
  return opened?.sequence ?? null;
}
