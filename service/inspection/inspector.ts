import type { Logger } from "pino";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { Indexer } from "../chain/indexer.ts";
import type { Clock } from "../clock/clock.ts";
import type { ShareStore } from "../store/share-store.ts";
import type { Store } from "../store/store.ts";
import { FINDING_TYPES, type FindingType } from "./finding.ts";
import { FOUND_IN, type InspectedPage, inspectStores } from "./inspect-stores.ts";

export type InspectorParameters = {
  store: Store;
  shares: ShareStore;
  indexer: Pick<Indexer, "status">;
  clock: Clock;
  logger: Logger;
};

export type StoreCondition = {
  /** Files that do not pass SQLite's integrity check. */
  damagedFiles: string[];
  /** Stores whose last write found no room. */
  full: ("store" | "shares")[];
  /** Of the last look that was through; null before the first. */
  findings: Readonly<Record<FindingType, number>> | null;
  /** Entries that are older than the store miss their payload: it was made anew. */
  madeAnew: boolean;
  /** When a look was last through, by the clock. */
  inspectedAt: number | null;
};

export type Inspector = {
  /** Looks at the files as a whole, now: some two seconds a gigabyte. @returns what was found damaged */
  inspectFiles(): Promise<string[]>;
  /** Looks through everything, now. */
  inspect(): Promise<void>;
  /** Begins to look, slowly and all the time. */
  start(): void;
  stop(): Promise<void>;
  condition(): StoreCondition;
};

const FILES_INTERVAL_MS = 6 * 3_600_000;
const ROUND_PAUSE_MS = 600_000;
/** Until the index has once caught up: before that entries are missing, not payloads. */
const INDEX_PAUSE_MS = 500;
/** Between pages: some 400 payloads or 16 MB a second, and 25,000 entries. */
const PAGE_PAUSE_MS = { entry: 20, share: 20, payload: 250 } as const satisfies Record<InspectedPage["read"], number>;

/**
 * Looks for loss in the stores while the service runs: damaged files, entries without their payload, customers without their
 * share, bytes that are not what was stored. It changes nothing; what it finds is said in the log, at /readyz and in /metrics.
 */
export function createInspector(parameters: InspectorParameters): Inspector {
  const { store, shares, indexer, clock, logger } = parameters;
  const files = { store: store.file, shares: shares.file };
  let damagedFiles: string[] = [];
  let filesAt = Number.NEGATIVE_INFINITY;
  let findings: Record<FindingType, number> | null = null;
  let madeAnew = false;
  let inspectedAt: number | null = null;
  let running = false;
  let wake: (() => void) | undefined;
  let underWay: Promise<void> = Promise.resolve();

  async function inspectFiles(): Promise<string[]> {
    filesAt = clock();
    const found: string[] = [];
    for (const file of Object.values(files)) {
      const damage = await file.findDamage();
      if (damage.length === 0) continue;
      found.push(file.path);
      logger.error({ file: file.path, damage }, "a file of the store is damaged: stop the service and restore it");
    }
    damagedFiles = found;
    return found;
  }

  /** @param pause how the pace is set; answers whether to go on */
  async function inspect(pause: (read: InspectedPage["read"]) => Promise<boolean>): Promise<void> {
    const counts = noFindings();
    const markedBlock = (await store.mark())?.markedBlock ?? -1;
    let older = 0;
    let reading: InspectedPage["read"] = "entry";
    for await (const { read, findings: found } of inspectStores({ store, shares })) {
      // Each part is told as soon as it is through: the payloads' bytes take the longest.
      if (read !== reading) publish(counts, reading);
      reading = read;
      for (const finding of found) {
        counts[finding.type] += 1;
        if (finding.type === "payloadMissing" && finding.blockNumber <= markedBlock) older += 1;
      }
      if (!(await pause(read))) return;
    }
    for (const part of ["entry", "share", "payload"] as const) publish(counts, part);
    if (older > 0 && !madeAnew) {
      logger.error(
        { payloadMissing: older },
        "the store was made anew beside a chain that has entries: their payloads are not here; restore a backup, or let members upload what they have",
      );
    }
    madeAnew = older > 0;
    inspectedAt = clock();
  }

  function publish(counts: Readonly<Record<FindingType, number>>, read: InspectedPage["read"]): void {
    // While the index is made anew its entries say nothing of what is held or missing.
    if (!indexer.status().caughtUp) return;
    const before = findings ?? noFindings();
    const changed = FINDING_TYPES.filter((type) => FOUND_IN[type] === read && counts[type] !== before[type]);
    const part = Object.fromEntries(changed.map((type) => [type, counts[type]]));
    findings = { ...before, ...part };
    if (changed.length === 0) return;
    if (changed.every((type) => counts[type] === 0)) logger.info(part, "the store lacks this no more");
    else logger.error(part, "the store is not complete: kontor store check lists what it lacks");
  }

  function pauseFor(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (running) {
      if (!indexer.status().caughtUp) {
        await pauseFor(INDEX_PAUSE_MS);
        continue;
      }
      try {
        if (clock() - filesAt > FILES_INTERVAL_MS) await inspectFiles();
        await inspect(async (read) => {
          await pauseFor(PAGE_PAUSE_MS[read]);
          return running;
        });
      } catch (error) {
        logger.error(
          { code: isKontorError(error) ? error.code : undefined, err: error },
          "the store could not be looked through",
        );
      }
      if (running) await pauseFor(ROUND_PAUSE_MS);
    }
  }

  return {
    inspectFiles,
    inspect: () => inspect(async () => true),
    start: () => {
      if (running) return;
      running = true;
      underWay = run();
    },
    stop: async () => {
      running = false;
      wake?.();
      await underWay;
    },
    condition: () => ({
      damagedFiles,
      full: (["store", "shares"] as const).filter((name) => files[name].isFull()),
      findings,
      madeAnew,
      inspectedAt,
    }),
  };
}

function noFindings(): Record<FindingType, number> {
  return {
    payloadMissing: 0,
    payloadDamaged: 0,
    payloadHeld: 0,
    secretMissing: 0,
    shareMissing: 0,
    shareDamaged: 0,
  };
}
