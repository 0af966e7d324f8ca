import { statSync } from "node:fs";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { toStoreError } from "./store-error.ts";

/** A store's file as the process sees it, from its opening to its closing. */
export type StoreFile = {
  path: string;
  /** Does something with the database in the file. @throws KontorError StoreFailed where the file is gone, and what toStoreError says */
  use<Result>(act: () => Result): Result;
  /** Something was written: there is room. */
  wrote(): void;
  /** The last write found no room. */
  isFull(): boolean;
};

/** @param path of a file that exists */
export function createStoreFile(path: string): StoreFile {
  const opened = inodeOf(path);
  let full = false;
  return {
    path,
    use: (act) => {
      // SQLite goes on with a file that was deleted or replaced under it, and what it acknowledges then is lost.
      if (inodeOf(path) !== opened) throw replaced(path);
      try {
        return act();
      } catch (error) {
        const known = toStoreError({ error, file: path });
        if (known.code === "StorageFull") full = true;
        throw known;
      }
    },
    wrote: () => {
      full = false;
    },
    isFull: () => full,
  };
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

function replaced(path: string): KontorError {
  return new KontorError({
    code: "StoreFailed",
    message: "A file of the service's store was deleted or replaced while the service has it open.",
    hints: ["Stop the service, put the file back, or the newest backup in its place, and start the service again."],
    details: { file: path },
  });
}
