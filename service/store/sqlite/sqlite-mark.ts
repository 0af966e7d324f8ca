import { type Kysely, sql } from "kysely";
import type { MarkedStore } from "../store-mark.ts";
import type { MarkSchema } from "./schema.ts";

export const MARK_TABLE = `
CREATE TABLE mark (
  id INTEGER PRIMARY KEY CHECK (id = 1), store TEXT NOT NULL, chain_id INTEGER NOT NULL, registry TEXT NOT NULL,
  genesis_hash TEXT NOT NULL, deployment_block INTEGER NOT NULL, deployment_hash TEXT NOT NULL,
  marked_block INTEGER NOT NULL
) STRICT;`;

/** The mark in a store's file. @param database of either store */
export function createSqliteMark(database: Kysely<MarkSchema>): Pick<MarkedStore, "mark" | "setMark" | "rewriteMark"> {
  return {
    mark: async () => {
      const row = await database.selectFrom("mark").selectAll().executeTakeFirst();
      return (
        row && {
          store: row.store,
          chainId: row.chain_id,
          registry: row.registry,
          genesisHash: row.genesis_hash,
          deploymentBlock: row.deployment_block,
          deploymentHash: row.deployment_hash,
          markedBlock: row.marked_block,
        }
      );
    },

    setMark: async (mark) => {
      await database
        .insertInto("mark")
        .values({
          id: 1,
          store: mark.store,
          chain_id: mark.chainId,
          registry: mark.registry,
          genesis_hash: mark.genesisHash,
          deployment_block: mark.deploymentBlock,
          deployment_hash: mark.deploymentHash,
          marked_block: mark.markedBlock,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      // Out of the write-ahead log, so that whoever copies the file alone copies the mark too.
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
    },

    rewriteMark: async () => {
      await database
        .updateTable("mark")
        .set(({ ref }) => ({ store: ref("store") }))
        .execute();
    },
  };
}
