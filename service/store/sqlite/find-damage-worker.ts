import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

/** Findings of one check: one is enough to act on. */
const MAX_FINDINGS = 20;
const BUSY_TIMEOUT_MS = 1_000;

const { path } = workerData as { path: string };
const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
const rows = database.prepare(`PRAGMA integrity_check(${MAX_FINDINGS})`).all();
database.close();
const findings = rows.map((row) => String(row.integrity_check)).filter((text) => text !== "ok");
parentPort?.postMessage(findings);
