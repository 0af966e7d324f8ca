import { type Kysely, sql, type Transaction } from "kysely";
import type { Hex } from "viem";
import { KINDS } from "#protocol/chain/kinds.ts";
import { customerErased } from "../../access/customer-erased.ts";
import type { ErasureStore } from "../erasure-store.ts";
import type { MainSchema } from "./schema.ts";
import type { StoreFile } from "./store-file.ts";
import { truncateLog } from "./truncate-log.ts";

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

    deleteTraces: (customer) =>
      database.transaction().execute(async (transaction) => {
        const wraps = await transaction.deleteFrom("wrap").where("customer", "=", customer).executeTakeFirst();
        await transaction.deleteFrom("made_share").where("customer", "=", customer).execute();
        const payloads = await transaction.deleteFrom("payload").where("customer", "=", customer).executeTakeFirst();
        await transaction
          .updateTable("erasure")
          .set(({ eb }) => ({
            wraps_deleted: eb("wraps_deleted", "+", Number(wraps.numDeletedRows)),
            payloads_deleted: eb("payloads_deleted", "+", Number(payloads.numDeletedRows)),
          }))
          .where("customer", "=", customer)
          .execute();
      }),

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
