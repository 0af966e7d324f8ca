import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { StoreFile } from "./store-file.ts";

/** Prepared statements that are kept: the store's own queries are fewer, lists of varying length are the rest. */
const MAX_STATEMENTS = 200;

/**
 * Kysely over the database that is built into Node. One connection; Kysely's own mutex keeps transactions apart. A
 * transaction takes the write lock at its start, so that it never fails half-way for having read first.
 */
export function nodeSqliteDialect({ database, file }: { database: DatabaseSync; file: StoreFile }): Dialect {
  return {
    createDriver: () => new NodeSqliteDriver({ database, file }),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
  };
}

class NodeSqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #file: StoreFile;
  readonly #connection: NodeSqliteConnection;

  constructor({ database, file }: { database: DatabaseSync; file: StoreFile }) {
    this.#database = database;
    this.#file = file;
    this.#connection = new NodeSqliteConnection({ database, file });
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    this.#run("BEGIN IMMEDIATE");
  }

  async commitTransaction(): Promise<void> {
    this.#run("COMMIT");
  }

  async rollbackTransaction(): Promise<void> {
    // A full disk makes SQLite roll back by itself; a second rollback would hide that error behind its own.
    if (this.#database.isTransaction) this.#run("ROLLBACK");
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#connection.forgetStatements();
  }

  #run(sql: string): void {
    this.#file.use(() => this.#database.exec(sql));
  }
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #file: StoreFile;
  readonly #statements = new Map<string, { statement: StatementSync; returnsRows: boolean }>();

  constructor({ database, file }: { database: DatabaseSync; file: StoreFile }) {
    this.#database = database;
    this.#file = file;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return this.#file.use(() => {
      const { statement, returnsRows } = this.#prepare(sql);
      // Kysely types parameters as unknown; a value that SQLite has no type for is refused by node:sqlite itself.
      const values = parameters as SQLInputValue[];
      if (returnsRows) return { rows: statement.all(...values) as R[] };
      const { changes } = statement.run(...values);
      if (changes > 0) this.#file.wrote();
      return { rows: [], numAffectedRows: BigInt(changes) };
    });
  }

  // biome-ignore lint/correctness/useYield: required by the interface; nothing here streams
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("streaming is not offered by this dialect");
  }

  forgetStatements(): void {
    this.#statements.clear();
  }

  #prepare(sql: string): { statement: StatementSync; returnsRows: boolean } {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, returnsRows: statement.columns().length > 0 };
    if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear();
    this.#statements.set(sql, prepared);
    return prepared;
  }
}
