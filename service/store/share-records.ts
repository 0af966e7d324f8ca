import type { Address } from "viem";
import type { SharePlace } from "./share-store.ts";

/** A place of a share, and the organisation whose share it is. */
export type OwnedSharePlace = SharePlace & { organisation: Address };

/** A place of a share, and the member who had it made. */
export type MadeShare = OwnedSharePlace & { author: Address };

/**
 * What the main store knows of the shred shares, which are in a store of their own: so that a share that is gone is never taken
 * for one that was never made.
 */
export type ShareRecords = {
  /** Remembers that these shares were made, before anybody is given them. @throws KontorError CustomerErased */
  record(places: readonly MadeShare[]): Promise<void>;
  /**
   * Of these places, those where a share of the organisation must have been made: one was recorded, or there are wraps, payloads
   * or indexed entries of that customer and epoch.
   */
  used(places: readonly OwnedSharePlace[]): Promise<SharePlace[]>;
  /** Of these places, those where an indexed entry of the organisation was written under the epoch. */
  written(places: readonly OwnedSharePlace[]): Promise<SharePlace[]>;
  /** How many shares a member had made for customers that have no indexed entry. */
  unwritten(author: Address): Promise<number>;
  any(): Promise<boolean>;
};
