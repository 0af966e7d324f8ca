import { type Kysely, sql } from "kysely";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { StoreFile } from "./store-file.ts";

/**
 * Moves the write-ahead log into the database and empties its file: old versions of pages are in it otherwise
 * (https://sqlite.org/pragma.html#pragma_wal_checkpoint).
 *
 * @throws KontorError StoreBusy while another process reads or writes the file
 */
export async function truncateLog<Schema>({
  database,
  file,
}: {
  database: Kysely<Schema>;
  file: StoreFile;
}): Promise<void> {
  const { rows } = await sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
  if (rows[0]?.busy === 0) return;
  throw logIsBusy(file);
}

export function logIsBusy(file: StoreFile): KontorError {
  return new KontorError({
    code: "StoreBusy",
    message: "Another process reads the store, so that its write-ahead log cannot be emptied.",
    hints: ["A backup or a check of the file may be under way: it is tried again."],
    retryable: true,
    details: { file: file.path },
  });
}
