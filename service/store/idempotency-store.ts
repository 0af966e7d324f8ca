import type { Address, Hex } from "viem";

/**
 * Which request each idempotency key stood for. Answers are not kept: every request that takes a key can be run again
 * and answers the same (and an answer can hold shred shares, which have no place in this store).
 */
export type IdempotencyStore = {
  /**
   * @param parameters.limit how many keys of one caller are remembered
   * @returns false when the caller has used the key for another request
   * @throws KontorError QuotaExceeded
   */
  claim(parameters: { caller: Address; key: string; requestHash: Hex; limit: number; now: number }): Promise<boolean>;
  sweep(parameters: { before: number }): Promise<void>;
};
