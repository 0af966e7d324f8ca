import type { Address, Hex } from "viem";

/** When something happened, by the wall clock (milliseconds) and by the newest indexed block (seconds). */
export type Moment = { wall: number; chain: number };

export type NewPayload = {
  digest: Hex;
  /** Whom its envelope names: with that customer's erasure it goes. */
  customer: Hex;
  /** For whom it is stored, and by whom: whose pending quota it counts against. */
  organisation: Address;
  author: Address;
  bytes: Uint8Array;
  at: Moment;
  /** Bytes that may be pending of one author for one organisation. */
  pendingQuota: number;
};

/**
 * - pending: no indexed entry ever named its digest
 * - referred: one does
 * - held: one did, until a reorganisation or a rebuild of the index took it away; kept until one does again, or an operator
 *   releases it
 */
export type PayloadState = "pending" | "referred" | "held";

export type HeldPayload = { digest: Hex; customer: Hex; size: number; bytes: Uint8Array };

/** Envelopes by their SHA-256. */
export type PayloadStore = {
  /**
   * Stores a payload, or restarts the pending time of one that is there, and puts damaged bytes right.
   * @throws KontorError PendingQuotaExceeded, CustomerErased
   */
  put(payload: NewPayload): Promise<{ created: boolean; state: PayloadState }>;
  get(digest: Hex): Promise<Uint8Array | undefined>;
  /** Bytes of a payload, without reading it. */
  sizeOf(digest: Hex): Promise<number | undefined>;
  /**
   * Deletes at most `limit` payloads that have been pending since before `before`, by both of its clocks; never one that
   * an indexed entry ever named.
   * @returns how many
   */
  sweep(parameters: { before: Moment; limit: number }): Promise<number>;
  pending(): Promise<{ count: number; bytes: number }>;
  /** Held payloads, ordered by digest, those behind `after`. */
  held(parameters: { after?: Hex; limit: number }): Promise<HeldPayload[]>;
  /** Deletes a payload that is held; another one is left. @returns whether it did */
  release(digest: Hex): Promise<boolean>;
};
