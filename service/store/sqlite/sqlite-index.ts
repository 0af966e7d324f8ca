import { type Kysely, sql, type Transaction } from "kysely";
import { KINDS } from "#protocol/chain/kinds.ts";
import type { BlockReference } from "../../chain-events/chain-event.ts";
import type { IndexStatus, IndexStore } from "../index-store.ts";
import { chunksOf } from "./chunks-of.ts";
import { insertEvents } from "./insert-events.ts";
import { EVENT_TABLES, type MainSchema } from "./schema.ts";
import { createSqliteDirectory } from "./sqlite-directory.ts";
import { toEntryEvent } from "./to-entry-event.ts";
import { toHead } from "./to-head.ts";

/** JSON has null where we have undefined. */
type Json<Type> = {
  [Name in keyof Type]: undefined extends Type[Name] ? Exclude<Type[Name], undefined> | null : Type[Name];
};

export function createSqliteIndex(database: Kysely<MainSchema>): IndexStore {
  return {
    ...createSqliteDirectory(database),

    status: async () => {
      const row = await database.selectFrom("index_status").select("status").executeTakeFirst();
      if (row === undefined) return undefined;
      const { newest, succeededAt, failure, ...rest } = JSON.parse(row.status) as Json<IndexStatus>;
      return {
        ...rest,
        newest: newest ?? undefined,
        succeededAt: succeededAt ?? undefined,
        failure: failure ?? undefined,
      };
    },

    setStatus: async ({ newest = null, succeededAt = null, failure = null, ...rest }) => {
      const status = JSON.stringify({ newest, succeededAt, failure, ...rest } satisfies Json<IndexStatus>);
      await database
        .insertInto("index_status")
        .values({ id: 1, status })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ status }))
        .execute();
    },

    tip: () => tipOf(database),

    blocks: async () => {
      const rows = await database.selectFrom("block").selectAll().orderBy("number", "desc").execute();
      return rows.map(toBlock);
    },

    blockHash: async (number) => {
      const block = await database.selectFrom("block").select("hash").where("number", "=", number).executeTakeFirst();
      if (block !== undefined) return block.hash;
      const entry = await database
        .selectFrom("entry")
        .select("block_hash")
        .where("block_number", "=", number)
        .executeTakeFirst();
      return entry?.block_hash;
    },

    extend: ({ after, blocks, events, forgetBelow }) =>
      database.transaction().execute(async (transaction) => {
        const tip = await tipOf(transaction);
        if ((tip?.hash ?? null) !== after) return false;
        for (const chunk of chunksOf(blocks)) {
          await transaction
            .insertInto("block")
            .values(
              chunk.map(({ number, hash, parentHash, timestamp }) => ({
                number,
                hash,
                parent_hash: parentHash,
                timestamp,
              })),
            )
            .execute();
        }
        await insertEvents({ transaction, events });
        // The tip itself is never forgotten: what comes next is checked against it.
        await transaction
          .deleteFrom("block")
          .where("number", "<", forgetBelow)
          .where("number", "<", ({ selectFrom }) => selectFrom("block").select(({ fn }) => fn.max("number").as("tip")))
          .execute();
        return true;
      }),

    dropAbove: (number) =>
      database.transaction().execute(async (transaction) => {
        for (const table of EVENT_TABLES) {
          await transaction.deleteFrom(table).where("block_number", ">", number).execute();
        }
        await restoreCustomers({ transaction, number });
        const dropped = await transaction.deleteFrom("block").where("number", ">", number).executeTakeFirst();
        return Number(dropped.numDeletedRows);
      }),

    clear: () =>
      database.transaction().execute(async (transaction) => {
        for (const table of [...EVENT_TABLES, "customer", "block"] as const) {
          await transaction.deleteFrom(table).execute();
        }
      }),

    heads: async (customers) => {
      const heads = new Map();
      for (const chunk of chunksOf(customers)) {
        const rows = await database.selectFrom("customer").selectAll().where("customer", "in", chunk).execute();
        for (const row of rows) heads.set(row.customer, toHead(row));
      }
      return heads;
    },

    customers: async ({ steward, after, limit }) => {
      let query = database.selectFrom("customer").selectAll().orderBy("customer").limit(limit);
      if (steward !== undefined) query = query.where("steward", "=", steward);
      if (after !== undefined) query = query.where("customer", ">", after);
      return (await query.execute()).map(toHead);
    },

    erasure: async (customer) => {
      const row = await database
        .selectFrom("entry")
        .selectAll()
        .where("customer", "=", customer)
        .orderBy("sequence", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.kind === KINDS.erasure ? toEntryEvent(row) : undefined;
    },

    entries: async (customer, page) => {
      let query = database.selectFrom("entry").selectAll().where("customer", "=", customer).orderBy("sequence");
      if (page !== undefined) query = query.where("sequence", ">", page.after).limit(page.limit);
      return (await query.execute()).map(toEntryEvent);
    },

    stewardsOf: async (customer) => {
      const rows = await database
        .selectFrom("entry")
        .select("steward")
        .distinct()
        .where("customer", "=", customer)
        .execute();
      return rows.map(({ steward }) => steward);
    },

    entriesAfter: async ({ blockNumber, logIndex, limit }) => {
      const rows = await database
        .selectFrom("entry")
        .selectAll()
        .where(({ or, and, eb }) =>
          or([
            eb("block_number", ">", blockNumber),
            and([eb("block_number", "=", blockNumber), eb("log_index", ">", logIndex)]),
          ]),
        )
        .orderBy("block_number")
        .orderBy("log_index")
        .limit(limit)
        .execute();
      return rows.map(toEntryEvent);
    },
  };
}

/** Sets back the customers that were written above `number`, to their newest entry that is left. */
async function restoreCustomers({
  transaction,
  number,
}: {
  transaction: Transaction<MainSchema>;
  number: number;
}): Promise<void> {
  await sql`
    insert into customer (customer, sequence, head, steward, kind, updated_block)
    select entry.customer, entry.sequence, entry.head, entry.steward, entry.kind, entry.block_number
    from customer join entry on entry.customer = customer.customer
    where customer.updated_block > ${number}
      and entry.sequence = (select max(sequence) from entry as other where other.customer = entry.customer)
    on conflict (customer) do update set
      sequence = excluded.sequence, head = excluded.head, steward = excluded.steward,
      kind = excluded.kind, updated_block = excluded.updated_block`.execute(transaction);
  await transaction.deleteFrom("customer").where("updated_block", ">", number).execute();
}

async function tipOf(database: Kysely<MainSchema>): Promise<BlockReference | undefined> {
  const row = await database.selectFrom("block").selectAll().orderBy("number", "desc").limit(1).executeTakeFirst();
  return row === undefined ? undefined : toBlock(row);
}

function toBlock(row: MainSchema["block"]): BlockReference {
  return { number: row.number, hash: row.hash, parentHash: row.parent_hash, timestamp: row.timestamp };
}
