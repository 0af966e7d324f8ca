import { Worker } from "node:worker_threads";
import { toStoreError } from "./store-error.ts";
import type { StoreFile } from "./store-file.ts";
import { logIsBusy } from "./truncate-log.ts";

type Outcome = { busy: boolean } | { failed: { errcode: number; message: string } };

const WORKER = new URL("./rewrite-worker.ts", import.meta.url);

/**
 * Writes every page of a file anew and empties its log, so that nothing is left of what was deleted: `secure_delete` zeroes deleted
 * rows, but not what a page kept of rows that moved to another one. On a thread and a connection of its own, for it takes seconds; the
 * file can be read meanwhile, and not be written to.
 *
 * @throws KontorError StoreBusy, StorageFull, StoreFailed; then something may be left, and it has to be done again
 */
export async function rewriteFile(file: StoreFile): Promise<void> {
  const outcome = await new Promise<Outcome>((resolve, reject) => {
    const worker = file.use(() => new Worker(WORKER, { workerData: { path: file.path } }));
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the thread ended without a word")));
  });
  if ("failed" in outcome) {
    const { errcode, message } = outcome.failed;
    throw toStoreError({ error: Object.assign(new Error(message), { errcode }), file: file.path });
  }
  if (outcome.busy) throw logIsBusy(file);
}
