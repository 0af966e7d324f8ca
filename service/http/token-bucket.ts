import type { Clock } from "../clock/clock.ts";

/** Buckets kept at one time; the longest unused makes room. */
const MAX_BUCKETS = 20_000;

export type TokenBuckets = {
  /** Takes a token of this key's bucket. @returns 0, or the seconds until there is one */
  take(key: string): number;
};

/** Token buckets by key: `burst` requests at once, then `perSecond`. */
export function createTokenBuckets({
  perSecond,
  burst,
  clock,
}: {
  perSecond: number;
  burst: number;
  clock: Clock;
}): TokenBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take: (key) => {
      const now = clock();
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      // Deleted and set again, so that the map's order is that of use.
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > MAX_BUCKETS) {
        for (const oldest of buckets.keys()) {
          buckets.delete(oldest);
          break;
        }
      }
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
      bucket.tokens -= 1;
      return 0;
    },
  };
}
