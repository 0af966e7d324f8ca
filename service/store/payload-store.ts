import type { Address, Hex } from "viem";

/** When something happened, by the wall clock (milliseconds) and by the newest indexed block (seconds). */
export type Moment = { wall: number; chain: number };

export type NewPayload = {
  digest: Hex;
  /** Whom its envelope names: with that customer's erasure it goes. */
  customer: Hex;
  /** Whose pending quota it counts against. */
  organisation: Address;
  bytes: Uint8Array;
  at: Moment;
  /** Bytes that may be pending for one organisation. */
  pendingQuota: number;
};

export type PayloadState = "pending" | "referred";

/** Envelopes by their SHA-256. A payload is pending until an indexed entry names its digest. */
export type PayloadStore = {
  /**
   * Stores a payload, or restarts the pending time of one that is there.
   * @throws KontorError PendingQuotaExceeded, CustomerErased
   */
  put(payload: NewPayload): Promise<{ created: boolean; state: PayloadState }>;
  get(digest: Hex): Promise<Uint8Array | undefined>;
  /** Bytes of a payload, without reading it. */
  sizeOf(digest: Hex): Promise<number | undefined>;
  /**
   * Deletes at most `limit` payloads that have been pending since before `before`, by both of its clocks; never one that
   * an indexed entry names.
   * @returns how many
   */
  sweep(parameters: { before: Moment; limit: number }): Promise<number>;
  pending(): Promise<{ count: number; bytes: number }>;
};
