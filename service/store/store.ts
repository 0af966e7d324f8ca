import type { AccessStore } from "./access-store.ts";
import type { ErasureStore } from "./erasure-store.ts";
import type { IdempotencyStore } from "./idempotency-store.ts";
import type { IndexStore } from "./index-store.ts";
import type { LeaseStore } from "./lease-store.ts";
import type { PayloadStore } from "./payload-store.ts";
import type { PossessionStore } from "./possession-store.ts";
import type { SealedStore } from "./sealed-store.ts";
import type { SessionStore } from "./session-store.ts";
import type { ShareRecords } from "./share-records.ts";
import type { FileInspection, StoreInspection } from "./store-inspection.ts";
import type { MarkedStore } from "./store-mark.ts";
import type { WrapStore } from "./wrap-store.ts";

/** What can be written together, all or nothing. */
export type JoinedStore = {
  shareRecords: ShareRecords;
  payloads: PayloadStore;
  wraps: WrapStore;
  sealed: SealedStore;
  possession: PossessionStore;
  sessions: SessionStore;
  idempotency: IdempotencyStore;
};

/** What is written in one transaction with an act. */
export type Alongside = (joined: JoinedStore) => Promise<void>;

/**
 * Everything the service keeps, but for the shred shares (see ShareStore). Every method is atomic and durable: when its
 * promise resolves, a power cut takes nothing back. Times are milliseconds since 1970, given by the caller.
 *
 * Any method throws KontorError `StorageFull` (nothing was written), `StoreBusy`, `StoreDamaged` or `StoreFailed`.
 */
export type Store = MarkedStore &
  JoinedStore & {
    /**
     * Writes together what belongs together: an act, its idempotency key, its line in a log. A crash, or what `act` throws, leaves
     * none of it. Nothing else may be waited for inside: everybody else who wants the store waits as long, and the store itself,
     * asked from inside, for ever.
     */
    transaction<Result>(act: (joined: JoinedStore) => Promise<Result>): Promise<Result>;
    inspect: StoreInspection;
    file: FileInspection;
    index: IndexStore;
    leases: LeaseStore;
    /** The part of the index that says who may read. */
    access: AccessStore;
    erasures: ErasureStore;
    /** The latest time this store was told by `recordTime`; 0 when never. */
    latestTime(): Promise<number>;
    /** Remembers that it is at least this late: a clock set back is then noticed after a restart too. */
    recordTime(now: number): Promise<void>;
    /** Resolves when the store answers. */
    ping(): Promise<void>;
    close(): Promise<void>;
  };
