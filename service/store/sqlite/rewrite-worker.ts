import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

/** For a transaction of the service; whoever reads for longer (a check, a backup) is not waited for, but tried again after. */
const BUSY_TIMEOUT_MS = 1_000;

const { path } = workerData as { path: string };
const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
try {
  database.exec("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; VACUUM;");
  const { busy } = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() as { busy: number };
  parentPort?.postMessage({ busy: busy !== 0 });
} catch (error) {
  // Of an error, structured cloning keeps the text only.
  const errcode = error instanceof Error && "errcode" in error ? error.errcode : 0;
  parentPort?.postMessage({ failed: { errcode, message: String(error) } });
} finally {
  database.close();
}
