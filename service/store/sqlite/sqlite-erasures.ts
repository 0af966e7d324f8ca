import { setImmediate } from "node:timers/promises";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Hex } from "viem";
import { KINDS } from "#protocol/chain/kinds.ts";
import { customerErased } from "../customer-erased.ts";
import type { ErasureStore } from "../erasure-store.ts";
import type { MainSchema } from "./schema.ts";
import type { StoreFile } from "./store-file.ts";
import { truncateLog } from "./truncate-log.ts";

/** Payloads deleted in one transaction, of up to 2 MiB each: every byte of them is overwritten. */
const PAYLOADS_AT_ONCE = 20;

export function createSqliteErasures({
  database,
  file,
}: {
  database: Kysely<MainSchema>;
  file: StoreFile;
}): ErasureStore {
  return {
    due: ({ confirmedBlock, limit }) =>
      database
        .selectFrom("customer")
        .leftJoin("erasure", "erasure.customer", "customer.customer")
        .select(["customer.customer", "customer.head"])
        .where(sql<boolean>`customer.kind = ${sql.lit(KINDS.erasure)}`)
        .where("customer.updated_block", "<=", confirmedBlock)
        .where("erasure.destroyed_at", "is", null)
        .orderBy("customer.updated_block")
        .limit(limit)
        .execute(),

    begin: async ({ customer, head }) => {
      await database
        .insertInto("erasure")
        .values({ customer, head, wraps_deleted: 0, payloads_deleted: 0 })
        .onConflict((conflict) => conflict.column("customer").doUpdateSet({ head }))
        .execute();
    },

    deleteTraces: async (customer) => {
      // Some at a time, for the service has others to answer: a customer can have gigabytes.
      while ((await deletePayloads({ database, customer })) === PAYLOADS_AT_ONCE) await setImmediate();
      await database.transaction().execute(async (transaction) => {
        const wraps = await transaction.deleteFrom("wrap").where("customer", "=", customer).executeTakeFirst();
        await transaction.deleteFrom("made_share").where("customer", "=", customer).execute();
        await transaction
          .updateTable("erasure")
          .set(({ eb }) => ({ wraps_deleted: eb("wraps_deleted", "+", Number(wraps.numDeletedRows)) }))
          .where("customer", "=", customer)
          .execute();
      });
    },

    compact: () => truncateLog({ database, file }),

    finish: async ({ customer, sharesDestroyed, now }) => {
      await database
        .updateTable("erasure")
        .set({ shares_destroyed: sharesDestroyed, destroyed_at: now })
        .where("customer", "=", customer)
        .execute();
    },

    begun: async ({ after, limit }) => {
      let query = database.selectFrom("erasure").select("customer").orderBy("customer").limit(limit);
      if (after !== undefined) query = query.where("customer", ">", after);
      return (await query.execute()).map(({ customer }) => customer);
    },

    find: async (customer) => {
      const row = await database.selectFrom("erasure").selectAll().where("customer", "=", customer).executeTakeFirst();
      return (
        row && {
          customer,
          head: row.head,
          sharesDestroyed: row.shares_destroyed,
          wrapsDeleted: row.wraps_deleted,
          payloadsDeleted: row.payloads_deleted,
          destroyedAt: row.destroyed_at,
        }
      );
    },
  };
}

/** Deletes some of a customer's payloads and counts them, both or neither. @returns how many */
function deletePayloads({ database, customer }: { database: Kysely<MainSchema>; customer: Hex }): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const some = transaction
      .selectFrom("payload")
      .select("digest")
      .where("customer", "=", customer)
      .limit(PAYLOADS_AT_ONCE);
    const { numDeletedRows } = await transaction.deleteFrom("payload").where("digest", "in", some).executeTakeFirst();
    const deleted = Number(numDeletedRows);
    await transaction
      .updateTable("erasure")
      .set(({ eb }) => ({ payloads_deleted: eb("payloads_deleted", "+", deleted) }))
      .where("customer", "=", customer)
      .execute();
    return deleted;
  });
}

/** @throws KontorError CustomerErased where the destruction of one's traces has begun */
export async function refuseErased({
  transaction,
  customers,
}: {
  transaction: Transaction<MainSchema>;
  customers: readonly Hex[];
}): Promise<void> {
  const erased = await transaction
    .selectFrom("erasure")
    .select("customer")
    .where("customer", "in", customers)
    .executeTakeFirst();
  if (erased !== undefined) throw customerErased(erased.customer);
}
