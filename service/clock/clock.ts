/** Tells the time in milliseconds since 1970. */
export type Clock = () => number;

/**
 * A clock that never goes back, whatever the machine's does: an expired nonce or session stays expired.
 *
 * @param parameters.now the machine's clock
 * @param parameters.floor the latest time known from before; 0 when none is
 */
export function createSteadyClock({ now, floor }: { now: () => number; floor: number }): Clock {
  let latest = floor;
  return () => {
    latest = Math.max(latest, now());
    return latest;
  };
}
