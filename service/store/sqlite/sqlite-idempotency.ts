import type { Kysely } from "kysely";
import type { IdempotencyStore } from "../idempotency-store.ts";
import type { MainSchema } from "./schema.ts";

export function createSqliteIdempotency(database: Kysely<MainSchema>): IdempotencyStore {
  return {
    find: async ({ caller, key }) => {
      const row = await database
        .selectFrom("idempotency_key")
        .select("request_hash")
        .where("caller", "=", caller)
        .where("key", "=", key)
        .executeTakeFirst();
      return row?.request_hash;
    },

    claim: async ({ caller, key, requestHash, now }) => {
      const row = await database
        .insertInto("idempotency_key")
        .values({ caller, key, request_hash: requestHash, created_at: now })
        // An update that changes nothing makes RETURNING give the row that was there.
        .onConflict((conflict) =>
          conflict.doUpdateSet(({ ref }) => ({ request_hash: ref("idempotency_key.request_hash") })),
        )
        .returning("request_hash")
        .executeTakeFirstOrThrow();
      return row.request_hash === requestHash;
    },

    sweep: async ({ before }) => {
      await database.deleteFrom("idempotency_key").where("created_at", "<", before).execute();
    },
  };
}
