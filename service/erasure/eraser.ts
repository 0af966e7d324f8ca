import type { Logger } from "pino";
import type { Hex } from "viem";
import { erasedHeadOf } from "#protocol/chain/erased-head.ts";
import type { ChainChanges } from "../chain/chain-changes.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Indexer } from "../chain/indexer.ts";
import type { Clock } from "../clock/clock.ts";
import type { Lease } from "../leases/create-lease.ts";
import type { ServiceMetrics } from "../metrics/service-metrics.ts";
import type { ShareStore } from "../store/share-store.ts";
import type { Store } from "../store/store.ts";

export type EraserParameters = {
  chain: Pick<ChainReader, "confirm" | "headOf">;
  store: Pick<Store, "erasures" | "index">;
  shares: ShareStore;
  indexer: Pick<Indexer, "indexNow">;
  /** One instance destroys for all. */
  lease: Lease;
  changes: ChainChanges;
  clock: Clock;
  logger: Logger;
  metrics: Pick<ServiceMetrics, "erasedCustomers">;
  /** Blocks that an erasure needs, its own included. */
  confirmations: number;
};

export type Eraser = {
  /**
   * Destroys at once the shares of customers whose destruction had begun before: where the share store came from a backup that
   * is older than that. Only for stores that bear each other's mark. @returns of how many customers
   */
  repeat(): Promise<number>;
  /** Begins to look, now and after every new block. */
  start(): void;
  stop(): Promise<void>;
  /** One round, now. @returns how many customers it was through with */
  erase(): Promise<number>;
};

/** Customers of one round: their stores' files are rewritten once. */
const CUSTOMERS_AT_ONCE = 500;

const RETRY_MS = 5_000;

/**
 * Destroys what is kept of erased customers, once their erasure is confirmed: the shred shares, then the wraps and ciphertext,
 * then what the files still hold of them. Every step may be interrupted and done again; the receipt is written last.
 *
 * Nothing is destroyed on the index's word alone: the chain proves to be the one that the stores belong to, and is asked once
 * more for what it stores of the customer.
 */
export function createEraser(parameters: EraserParameters): Eraser {
  const { chain, store, shares, indexer, lease, changes, clock, logger, metrics, confirmations } = parameters;
  let underWay: Promise<unknown> = Promise.resolve();
  let isWaiting = false;
  let retry: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void) | undefined;

  async function erase(): Promise<number> {
    if ((await findDue()).length === 0 || !(await lease.hold())) return 0;
    // With the index as far as the chain is now: an erasure that was reorganised away is none.
    await indexer.indexNow();
    await chain.confirm();
    let total = 0;
    for (;;) {
      const due = await findDue();
      const erased: { customer: Hex; sharesDestroyed: number }[] = [];
      for (const { customer, head } of due) {
        if (!(await isErased({ customer, head }))) continue;
        await store.erasures.begin({ customer, head });
        const sharesDestroyed = await shares.destroy({ customer, now: clock() });
        await store.erasures.deleteTraces(customer);
        erased.push({ customer, sharesDestroyed });
      }
      if (erased.length > 0) {
        await shares.compact();
        await store.erasures.compact();
        for (const one of erased) await store.erasures.finish({ ...one, now: clock() });
        metrics.erasedCustomers.inc(erased.length);
        logger.info({ erased: erased.length }, "destroyed the keys of erased customers");
      }
      total += erased.length;
      if (due.length < CUSTOMERS_AT_ONCE || erased.length === 0) return total;
    }
  }

  async function repeat(): Promise<number> {
    let total = 0;
    let after: Hex | undefined;
    for (;;) {
      const begun = await store.erasures.begun({ ...(after === undefined ? {} : { after }), limit: CUSTOMERS_AT_ONCE });
      for (const customer of await shares.undestroyed(begun)) {
        await shares.destroy({ customer, now: clock() });
        total += 1;
      }
      after = begun.at(-1);
      if (after === undefined) break;
    }
    if (total > 0) {
      await shares.compact();
      logger.warn(
        { customers: total },
        "the share store is older than erasures that had begun; their shares are destroyed again",
      );
    }
    return total;
  }

  async function findDue(): Promise<{ customer: Hex; head: Hex }[]> {
    const tip = await store.index.tip();
    if (tip === undefined) return [];
    return store.erasures.due({ confirmedBlock: tip.number - confirmations + 1, limit: CUSTOMERS_AT_ONCE });
  }

  async function isErased({ customer, head }: { customer: Hex; head: Hex }): Promise<boolean> {
    if ((await chain.headOf(customer)) === erasedHeadOf(head)) return true;
    logger.error({ customer }, "the index has an erasure that the chain does not know: nothing is destroyed");
    return false;
  }

  /** One round after the one under way, however often it is asked for meanwhile. */
  function schedule(): void {
    if (isWaiting) return;
    isWaiting = true;
    underWay = underWay.then(async () => {
      isWaiting = false;
      try {
        await erase();
      } catch (error) {
        logger.warn({ err: error }, "an erasure was not finished; it is tried again");
        clearTimeout(retry);
        if (unsubscribe !== undefined) retry = setTimeout(schedule, RETRY_MS);
      }
    });
  }

  return {
    repeat,
    start: () => {
      unsubscribe = changes.subscribe((change) => {
        if (change.type === "block") schedule();
      });
      schedule();
    },
    stop: async () => {
      unsubscribe?.();
      unsubscribe = undefined;
      clearTimeout(retry);
      await underWay;
      await lease.release();
    },
    erase: () => {
      const round = underWay.then(erase);
      underWay = round.catch(() => undefined);
      return round;
    },
  };
}
