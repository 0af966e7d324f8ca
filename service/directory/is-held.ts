import type { IndexedRole } from "../store/index-store.ts";

/** Whether a role has not ended at a time (milliseconds). The contract's rule: it ends with the second it names. */
export function isHeld({ role: { until }, now }: { role: IndexedRole; now: number }): boolean {
  return until === null || now < until * 1000;
}
