import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { Clock } from "../clock/clock.ts";
import type { LeaseName, LeaseStore } from "../store/lease-store.ts";

/** How long an instance that died keeps others from its work. */
const LEASE_MS = 30_000;

export type Lease = {
  /** Whether this instance does the work now; taken or renewed where it can be. */
  hold(): Promise<boolean>;
  /** Lets another instance do it at once. */
  release(): Promise<void>;
};

/** One instance's claim to a piece of work. */
export function createLease({
  leases,
  name,
  holder,
  clock,
}: {
  leases: LeaseStore;
  name: LeaseName;
  /** Names the instance; no two have the same. */
  holder: string;
  clock: Clock;
}): Lease {
  let heldUntil = 0;
  return {
    hold: async () => {
      const now = clock();
      if (heldUntil - now > LEASE_MS / 2) return true;
      const until = now + LEASE_MS;
      try {
        heldUntil = (await leases.take({ name, holder, now, until })) ? until : 0;
      } catch (error) {
        // Where nothing can be written, nobody else can take it over either, and reading goes on.
        if (heldUntil === 0 || !isKontorError(error) || error.code !== "StorageFull") throw error;
      }
      return heldUntil > 0;
    },
    release: async () => {
      heldUntil = 0;
      // A service that stops comes to its end, whatever its store does: what is not given back is over after a while.
      await leases.release({ name, holder }).catch(() => undefined);
    },
  };
}
