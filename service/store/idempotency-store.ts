import type { Address, Hex } from "viem";

export type IdempotencyClaim = {
  caller: Address;
  key: string;
  requestHash: Hex;
  /** How many keys of one caller are remembered. */
  limit: number;
};

/**
 * Which request each idempotency key stood for. Answers are not kept: every request that takes a key can be run again
 * and answers the same (and an answer can hold shred shares, which have no place in this store).
 */
export type IdempotencyStore = {
  /** What `claim` would answer now; claims nothing. @throws KontorError QuotaExceeded */
  check(parameters: IdempotencyClaim): Promise<boolean>;
  /**
   * @returns false when the caller has used the key for another request
   * @throws KontorError QuotaExceeded
   */
  claim(parameters: IdempotencyClaim & { now: number }): Promise<boolean>;
  sweep(parameters: { before: number }): Promise<void>;
};
