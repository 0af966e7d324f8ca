import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Journal } from "../write/journal.ts";
import { parseWrite } from "../write/parse-write.ts";
import type { Write } from "../write/write.ts";

const SUFFIX = ".write.json";

/**
 * A journal in a directory: one file a write, replaced by writing a new one, fsync, rename, and fsync of the directory.
 * What a crash leaves is the file as it was before or as it is after. Throws `JournalBroken`.
 */
export function fileJournal({ directory }: { directory: string }): Journal {
  // Ids are the caller's: hashed, so that no id can name a file elsewhere.
  const pathOf = (id: string) => join(directory, createHash("sha256").update(id).digest("hex") + SUFFIX);
  return {
    load: (id) => readWrite(pathOf(id)),
    save: async (write) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const path = pathOf(write.id);
      const temporary = `${path}.${process.pid}.tmp`;
      await writeDurably({ path: temporary, text: JSON.stringify(write) });
      await rename(temporary, path);
      await syncDirectory(directory);
    },
    list: async () => {
      const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return [];
        throw error;
      });
      const writes: Write[] = [];
      for (const name of names.sort()) {
        const write = name.endsWith(SUFFIX) ? await readWrite(join(directory, name)) : null;
        if (write !== null) writes.push(write);
      }
      return writes;
    },
    remove: async (id) => {
      await rm(pathOf(id), { force: true });
      await syncDirectory(directory);
    },
  };
}

async function readWrite(path: string): Promise<Write | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new KontorError({ code: "JournalBroken", message: "A journaled write is not JSON.", cause });
  }
  return parseWrite(value);
}

async function writeDurably({ path, text }: { path: string; text: string }): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Without this a rename can be lost with the power. Directories can not be opened on Windows, where it is not needed. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(directory, "r").catch(() => null);
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}
