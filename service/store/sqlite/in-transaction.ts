import type { Kysely, Transaction } from "kysely";

/** Does something all or not at all; inside a transaction, as a part of that. */
export function inTransaction<Schema, Result>(
  database: Kysely<Schema>,
  act: (transaction: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  return database.isTransaction ? act(database as Transaction<Schema>) : database.transaction().execute(act);
}
