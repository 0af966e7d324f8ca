import { KontorError } from "#protocol/errors/kontor-error.ts";

/** Runs one piece of work, or refuses it while as many as `limit` are under way. @throws KontorError RateLimited */
export type ConcurrencyLimit = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createConcurrencyLimit({ limit }: { limit: number }): ConcurrencyLimit {
  let underWay = 0;
  return async (work) => {
    if (underWay >= limit) {
      throw new KontorError({
        code: "RateLimited",
        message: "Too many uploads at one time.",
        retryable: true,
        details: { retryAfterSeconds: 1 },
      });
    }
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  };
}
