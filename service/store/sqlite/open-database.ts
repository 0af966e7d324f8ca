import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { nodeSqliteDialect } from "./node-sqlite-dialect.ts";
import { toStoreError } from "./store-error.ts";

/** SQL that takes a database from one version to the next. Steps are only ever added. */
export type Migrations = readonly string[];

export type OpenDatabaseParameters = {
  path: string;
  migrations: Migrations;
  /** Marks the file as Kontor's (PRAGMA application_id), one number per kind of store. */
  applicationId: number;
  /** Overwrites what is deleted (PRAGMA secure_delete). */
  secureDelete?: boolean;
  /** Keeps temporary files out of the file system (PRAGMA temp_store): VACUUM would copy the whole database into one. */
  temporaryInMemory?: boolean;
  /** Pages the file may have (PRAGMA max_page_count): how tests fill a disk. */
  maxPages?: number;
};

/** How long a statement waits for another process's lock; the whole process waits with it. */
const BUSY_TIMEOUT_MS = 1_000;

/**
 * Opens a SQLite file for one process's use, and brings it to the newest version.
 *
 * WAL with synchronous=FULL: a commit that has returned survives a power cut (https://sqlite.org/wal.html).
 *
 * @throws KontorError StoreVersionUnknown for a file of a newer version or of something else; StoreFailed
 */
export function openDatabase<Schema>(parameters: OpenDatabaseParameters): Kysely<Schema> {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(parameters.path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    if (parameters.secureDelete) database.exec("PRAGMA secure_delete = ON;");
    if (parameters.temporaryInMemory) database.exec("PRAGMA temp_store = MEMORY;");
    migrate({ database, ...parameters });
    if (parameters.maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${parameters.maxPages};`);
    return new Kysely<Schema>({ dialect: nodeSqliteDialect(database) });
  } catch (error) {
    database?.close();
    throw toStoreError(error);
  }
}

function migrate({
  database,
  migrations,
  applicationId,
}: {
  database: DatabaseSync;
  migrations: Migrations;
  applicationId: number;
}): void {
  database.exec("BEGIN IMMEDIATE");
  const version = readPragma(database, "user_version");
  const owner = readPragma(database, "application_id");
  if (version > migrations.length || (version > 0 && owner !== applicationId)) {
    throw new KontorError({
      code: "StoreVersionUnknown",
      message: `The database file has version ${version} of store ${owner}; this program knows ${migrations.length} of ${applicationId}.`,
      hints: ["Run the version of Kontor that wrote it, or a newer one."],
      details: { version, known: migrations.length },
    });
  }
  for (const step of migrations.slice(version)) database.exec(step);
  database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length};`);
  database.exec("COMMIT");
}

function readPragma(database: DatabaseSync, name: "user_version" | "application_id"): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
