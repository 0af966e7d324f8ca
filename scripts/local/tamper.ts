import { DatabaseSync } from "node:sqlite";
import type { Hex } from "viem";

/** How long to wait for the service's own transactions. */
const BUSY_TIMEOUT_MS = 5_000;

/** Flips one bit of a stored payload in the service's own database file, as a failing disk or an intruder would. */
export function flipStoredByte({ databasePath, digest }: { databasePath: string; digest: Hex }): void {
  const database = new DatabaseSync(databasePath, { timeout: BUSY_TIMEOUT_MS });
  try {
    const row = database.prepare("SELECT bytes FROM payload WHERE digest = ?").get(digest);
    if (!(row?.bytes instanceof Uint8Array)) throw new Error("The service stores no such payload.");
    const bytes = Uint8Array.from(row.bytes);
    const at = bytes.length - 1;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    database.prepare("UPDATE payload SET bytes = ? WHERE digest = ?").run(bytes, digest);
  } finally {
    database.close();
  }
}

/** Takes a stored payload away, as a service that withholds it would. */
export function withholdPayload({ databasePath, digest }: { databasePath: string; digest: Hex }): void {
  const database = new DatabaseSync(databasePath, { timeout: BUSY_TIMEOUT_MS });
  try {
    const { changes } = database.prepare("DELETE FROM payload WHERE digest = ?").run(digest);
    if (changes !== 1) throw new Error("The service stores no such payload.");
  } finally {
    database.close();
  }
}
