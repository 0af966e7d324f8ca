import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { lockStore, type StoreLock } from "./lock-store.ts";
import { nodeSqliteDialect } from "./node-sqlite-dialect.ts";
import { makePrivate } from "./private-file.ts";
import { toStoreError } from "./store-error.ts";
import { createStoreFile, type StoreFile } from "./store-file.ts";

/** SQL that takes a database from one version to the next. Steps are only ever added. */
export type Migrations = readonly string[];

/** What a store of either kind is opened with. */
export type OpenStoreParameters = {
  path: string;
  /** Pages the file may have (PRAGMA max_page_count): how tests fill a disk. */
  maxPages?: number;
  /** Only looks, beside a service that may be running: no lock, nothing made or migrated. */
  readOnly?: boolean;
};

type OpenDatabaseParameters = OpenStoreParameters & {
  migrations: Migrations;
  /** Marks the file as Kontor's (PRAGMA application_id), one number per kind of store. */
  applicationId: number;
  /** SQL of tables that last as long as the file is open. */
  temporaryTables?: string;
  /** Overwrites what is deleted (PRAGMA secure_delete). */
  secureDelete?: boolean;
  /** Keeps temporary files out of the file system (PRAGMA temp_store): VACUUM would copy the whole database into one. */
  temporaryInMemory?: boolean;
};

/** How long a statement waits for another process's lock; the whole process waits with it. */
const BUSY_TIMEOUT_MS = 1_000;

/**
 * Opens a SQLite file for this process alone, readable by its owner only, and brings it to the newest version.
 *
 * WAL with synchronous=FULL: a commit that has returned survives a power cut (https://sqlite.org/wal.html).
 *
 * @throws KontorError StoreLocked, StoreVersionUnknown for a file of a newer version or of something else, StoreDamaged,
 * StoreFailed; each names the file
 */
export function openDatabase<Schema>(parameters: OpenDatabaseParameters): {
  database: Kysely<Schema>;
  file: StoreFile;
  close: () => Promise<void>;
} {
  const { path, readOnly = false } = parameters;
  let database: DatabaseSync | undefined;
  let lock: StoreLock | undefined;
  try {
    if (!readOnly) {
      makePrivate(path);
      lock = lockStore({ path });
    }
    database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true, readOnly });
    if (!readOnly) database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    if (parameters.secureDelete) database.exec("PRAGMA secure_delete = ON;");
    if (parameters.temporaryInMemory) database.exec("PRAGMA temp_store = MEMORY;");
    migrate({ database, ...parameters });
    if (parameters.temporaryTables !== undefined) database.exec(parameters.temporaryTables);
    if (parameters.maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${parameters.maxPages};`);
    const file = createStoreFile(path);
    const kysely = new Kysely<Schema>({ dialect: nodeSqliteDialect({ database, file }) });
    const opened = { kysely, database, lock };
    return { database: kysely, file, close: () => close(opened) };
  } catch (error) {
    database?.close();
    lock?.release();
    throw toStoreError({ error, file: path });
  }
}

/** Kysely closes only what it has used. */
async function close<Schema>(parameters: {
  kysely: Kysely<Schema>;
  database: DatabaseSync;
  lock: StoreLock | undefined;
}): Promise<void> {
  const { kysely, database, lock } = parameters;
  await kysely.destroy();
  if (database.isOpen) database.close();
  lock?.release();
}

function migrate({
  database,
  path,
  migrations,
  applicationId,
  readOnly = false,
}: OpenDatabaseParameters & { database: DatabaseSync }): void {
  database.exec(readOnly ? "BEGIN" : "BEGIN IMMEDIATE");
  const version = readPragma(database, "user_version");
  const owner = readPragma(database, "application_id");
  const isForeign = version > 0 && owner !== applicationId;
  if (version > migrations.length || isForeign || (readOnly && version < migrations.length)) {
    throw new KontorError({
      code: "StoreVersionUnknown",
      message: `The file ${path} has version ${version} of store ${owner}; this program knows ${migrations.length} of ${applicationId}.`,
      hints: [
        "Run the version of Kontor that wrote it, or a newer one: a service brings an older file to its own version.",
        "KONTOR_DATABASE and KONTOR_SHARES_DATABASE may be the wrong way round.",
      ],
      details: { file: path, version, known: migrations.length },
    });
  }
  // A file that is up to date is not written to: it may be damaged, and is looked at as it is.
  if (version < migrations.length) {
    for (const step of migrations.slice(version)) database.exec(step);
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length};`);
  }
  database.exec("COMMIT");
}

function readPragma(database: DatabaseSync, name: "user_version" | "application_id"): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
