import { Worker } from "node:worker_threads";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { FileInspection } from "../store-inspection.ts";
import { toStoreError } from "./store-error.ts";
import type { StoreFile } from "./store-file.ts";

const WORKER = new URL("./find-damage-worker.ts", import.meta.url);

/** Looks at an open store's file as a whole. */
export function inspectFile(file: StoreFile): FileInspection {
  return { path: file.path, isFull: file.isFull, findDamage: () => findDamage(file.path) };
}

/**
 * SQLite's integrity check of a file, on a thread and a connection of its own that only reads.
 * @returns what does not fit; nothing for a whole file
 * @throws KontorError StoreBusy, StoreFailed
 */
function findDamage(path: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: { path } });
    worker.once("message", resolve);
    worker.once("error", (error) => {
      const known = isKontorError(error) ? error : toStoreError({ error, file: path });
      if (known.code === "StoreDamaged") resolve([known.message]);
      else reject(known);
    });
  });
}
