import { createHmac, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** A customer that imports call by a reference of their own. */
export type ReferencedCustomer = { customer: Hex; salt: Hex };

/** What became of a row. */
export type RowState =
  /** It was never seen. */
  | "new"
  /** It is in a write that has not ended. */
  | "underway"
  | "written"
  /** Its name was written with another content. */
  | "changed";

export type ImportJournal = {
  /** The names under which rows are kept: by key, so that the file tells nothing of their content. */
  nameOf(text: string): string;
  stateOf(row: { name: string; content: string }): RowState;
  customerOf(reference: string): ReferencedCustomer | null;
  /** Batches that were begun and have not ended, oldest first. */
  underway(): { batch: string; rows: string[] }[];
  /** Notes a batch with its rows and its new customers, before anything of it is made. */
  begin(batch: {
    batch: string;
    rows: readonly { name: string; content: string }[];
    customers: ReadonlyMap<string, ReferencedCustomer>;
  }): void;
  finish(batch: string): void;
  /** Forgets a batch of which nothing is on chain: its rows are new again. */
  forget(batch: string): void;
  close(): void;
};

const SCHEMA = `
CREATE TABLE IF NOT EXISTS secret (key BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS reference (name TEXT PRIMARY KEY, customer TEXT NOT NULL, salt TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS batch (id TEXT PRIMARY KEY, written INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS row (name TEXT PRIMARY KEY, content TEXT NOT NULL, batch TEXT NOT NULL REFERENCES batch (id));
CREATE INDEX IF NOT EXISTS row_batch ON row (batch);
`;

/**
 * What an organisation's imports have written, in one SQLite file that one import at a time holds. Throws `StoreLocked` where another
 * one does, `JournalBroken` where the file is something else.
 */
export function openImportJournal({ path }: { path: string }): ImportJournal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = open(path);
  const key = keyOf(database);
  const hmac = (text: string) => createHmac("sha256", key).update(text).digest("hex");
  const inTransaction = (act: () => void) => {
    database.exec("BEGIN IMMEDIATE");
    try {
      act();
      database.exec("COMMIT");
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  };
  return {
    nameOf: hmac,
    stateOf: ({ name, content }) => {
      const row = database
        .prepare("SELECT content, written FROM row JOIN batch ON batch.id = row.batch WHERE name = ?")
        .get(name);
      if (row === undefined) return "new";
      if (row.content !== content) return "changed";
      return row.written === 1 ? "written" : "underway";
    },
    customerOf: (reference) => {
      const row = database.prepare("SELECT customer, salt FROM reference WHERE name = ?").get(reference);
      return row === undefined ? null : { customer: row.customer as Hex, salt: row.salt as Hex };
    },
    underway: () =>
      database
        .prepare("SELECT id FROM batch WHERE written = 0 ORDER BY rowid")
        .all()
        .map(({ id }) => ({
          batch: id as string,
          rows: database
            .prepare("SELECT name FROM row WHERE batch = ? ORDER BY rowid")
            .all(id as string)
            .map(({ name }) => name as string),
        })),
    begin: ({ batch, rows, customers }) =>
      inTransaction(() => {
        database.prepare("INSERT INTO batch (id, written) VALUES (?, 0)").run(batch);
        const addReference = database.prepare("INSERT INTO reference (name, customer, salt) VALUES (?, ?, ?)");
        for (const [name, { customer, salt }] of customers) addReference.run(name, customer, salt);
        const addRow = database.prepare("INSERT INTO row (name, content, batch) VALUES (?, ?, ?)");
        for (const { name, content } of rows) addRow.run(name, content, batch);
      }),
    finish: (batch) => {
      database.prepare("UPDATE batch SET written = 1 WHERE id = ?").run(batch);
    },
    forget: (batch) =>
      inTransaction(() => {
        database.prepare("DELETE FROM row WHERE batch = ?").run(batch);
        database.prepare("DELETE FROM batch WHERE id = ?").run(batch);
      }),
    close: () => database.close(),
  };
}

function open(path: string): DatabaseSync {
  const isNew = !existsSync(path);
  try {
    const database = new DatabaseSync(path);
    // Held until the process ends, also by a crash; another import is refused, not made to wait.
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL; BEGIN EXCLUSIVE");
    database.exec(SCHEMA);
    database.exec("COMMIT");
    if (isNew) chmodSync(path, 0o600);
    return database;
  } catch (cause) {
    const isLocked = cause instanceof Error && /locked|busy/i.test(cause.message);
    throw new KontorError({
      code: isLocked ? "StoreLocked" : "JournalBroken",
      message: isLocked
        ? "Another import of this organisation is under way."
        : "The journal of imports cannot be opened.",
      hints: [
        isLocked
          ? "Wait until it has ended."
          : "Put its newest backup in its place: without it, what is repeated is written twice.",
      ],
      details: { file: path },
      cause,
    });
  }
}

/** References and contents are guessable: what is kept of them is keyed. */
function keyOf(database: DatabaseSync): Uint8Array {
  const found = database.prepare("SELECT key FROM secret").get();
  if (found !== undefined) return found.key as Uint8Array;
  const key = randomBytes(32);
  database.prepare("INSERT INTO secret (key) VALUES (?)").run(key);
  return key;
}
