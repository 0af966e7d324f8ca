import { realpathSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { makePrivate } from "./private-file.ts";

/** Holds a store's file for this process; `release` lets it go, and so does the end of the process, whatever ends it. */
export type StoreLock = { release(): void };

/**
 * Keeps a second process from the same SQLite file: an exclusive transaction on a small file beside it that lasts as long as
 * the store is open. The lock is the operating system's, not the file's, so a file that was left behind is no obstacle.
 * The database itself stays open to readers: backups and checks.
 *
 * @param parameters.path a file that exists; another name of the same file finds the same lock
 * @throws KontorError StoreLocked
 */
export function lockStore({ path }: { path: string }): StoreLock {
  const file = `${realpathSync(path)}.lock`;
  makePrivate(file);
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
  } catch (cause) {
    lock.close();
    throw new KontorError({
      code: "StoreLocked",
      message: `Another process has the store's file ${path} open.`,
      hints: ["Stop it first, or give this one files of its own: KONTOR_DATABASE and KONTOR_SHARES_DATABASE."],
      details: { file: path },
      cause,
    });
  }
  return {
    release: () => {
      if (lock.isOpen) lock.close();
    },
  };
}
