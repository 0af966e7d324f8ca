import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_DIRECTORY = 0o700;

/**
 * Makes a file that only its owner may read, where there is none, and the directories to it; takes everybody else's rights
 * from one that is there. SQLite gives its -wal and -shm files the rights of the database
 * (https://sqlite.org/src/file/src/os_unix.c, findCreateFileMode). A directory that is there keeps its rights: it may hold
 * other things.
 */
export function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY_DIRECTORY });
  // Never opened where it is there: closing it again would let go of the locks that this process holds on it (fcntl(2)).
  unlessCode("EEXIST", () => closeSync(openSync(path, "wx", OWNER_ONLY_FILE)));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) unlessCode("ENOENT", () => chmodSync(file, OWNER_ONLY_FILE));
}

function unlessCode(expected: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== expected) throw error;
  }
}
