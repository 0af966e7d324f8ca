import type { Hex } from "viem";

export type ErasureRecord = {
  customer: Hex;
  /** Hash of the erasure entry. */
  head: Hex;
  /** null until the share store has been through with it. */
  sharesDestroyed: number | null;
  wrapsDeleted: number;
  payloadsDeleted: number;
  /** null until nothing is left to do. */
  destroyedAt: number | null;
};

/** How far the destruction of erased customers' traces has got. Every step may be done again. */
export type ErasureStore = {
  /** Customers whose erasure is in a block up to this one, and is not done. */
  due(parameters: { confirmedBlock: number; limit: number }): Promise<{ customer: Hex; head: Hex }[]>;
  /** From here on nothing is stored for the customer any more: wraps and payloads throw CustomerErased. */
  begin(parameters: { customer: Hex; head: Hex }): Promise<void>;
  /** Deletes the customer's wraps, and the payloads whose envelope names it; counts them on top of what was counted. */
  deleteTraces(customer: Hex): Promise<void>;
  /**
   * Leaves nothing of what was deleted in the store's files: no write-ahead log.
   * @throws KontorError StoreBusy while another process reads the file
   */
  compact(): Promise<void>;
  finish(parameters: { customer: Hex; sharesDestroyed: number; now: number }): Promise<void>;
  /** Customers whose destruction has begun, done or not, ordered by id. */
  begun(parameters: { after?: Hex; limit: number }): Promise<Hex[]>;
  find(customer: Hex): Promise<ErasureRecord | undefined>;
};
