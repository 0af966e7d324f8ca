import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { KontorError } from "#protocol/errors/kontor-error.ts";

export type JsonFilesParameters<Value> = {
  directory: string;
  /** What the files' names end with: other files of the directory are left alone. */
  suffix: string;
  /** Reads a file's value. */
  parse: (value: unknown) => Value;
};

/** Values by id in a directory, one file each. `save` returns when it is durable. */
export type JsonFiles<Value> = {
  load(id: string): Promise<Value | null>;
  save(parameters: { id: string; value: Value }): Promise<void>;
  list(): Promise<Value[]>;
  remove(id: string): Promise<void>;
};

/**
 * One file a value, replaced by writing a new one, fsync, rename, and fsync of the directory. What a crash leaves is the file as it
 * was before or as it is after. Only the owner can read them. Throws `JournalBroken` for a file that is not JSON, and what `parse`
 * throws.
 */
export function jsonFiles<Value>({ directory, suffix, parse }: JsonFilesParameters<Value>): JsonFiles<Value> {
  // Ids are the caller's: hashed, so that no id can name a file elsewhere.
  const pathOf = (id: string) => join(directory, createHash("sha256").update(id).digest("hex") + suffix);
  const read = async (path: string) => {
    const text = await textOf(path);
    return text === null ? null : parse(jsonOf(text));
  };
  return {
    load: (id) => read(pathOf(id)),
    save: async ({ id, value }) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const path = pathOf(id);
      const temporary = `${path}.${process.pid}.tmp`;
      await writeDurably({ path: temporary, text: JSON.stringify(value) });
      await rename(temporary, path);
      await syncDirectory(directory);
    },
    list: async () => {
      const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return [];
        throw error;
      });
      const values: Value[] = [];
      for (const name of names.sort()) {
        const value = name.endsWith(suffix) ? await read(join(directory, name)) : null;
        if (value !== null) values.push(value);
      }
      return values;
    },
    remove: async (id) => {
      await rm(pathOf(id), { force: true });
      await syncDirectory(directory);
    },
  };
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KontorError({ code: "JournalBroken", message: "A file of the journal is not JSON.", cause });
  }
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

/** Without this a rename can be lost with the power. Directories cannot be opened on Windows, where it is not needed. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(directory, "r").catch(() => null);
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}
