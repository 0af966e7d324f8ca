import type { Kysely } from "kysely";
import { quotaExceeded } from "../../access/quota-exceeded.ts";
import type { IdempotencyStore } from "../idempotency-store.ts";
import type { MainSchema } from "./schema.ts";

export function createSqliteIdempotency(database: Kysely<MainSchema>): IdempotencyStore {
  return {
    claim: ({ caller, key, requestHash, limit, now }) =>
      database.transaction().execute(async (transaction) => {
        const known = await transaction
          .selectFrom("idempotency_key")
          .select("request_hash")
          .where("caller", "=", caller)
          .where("key", "=", key)
          .executeTakeFirst();
        if (known !== undefined) return known.request_hash === requestHash;
        const { count } = await transaction
          .selectFrom("idempotency_key")
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .where("caller", "=", caller)
          .executeTakeFirstOrThrow();
        if (Number(count) >= limit) {
          throw quotaExceeded({
            what: `${limit} idempotency keys`,
            limit,
            hint: "Wait until they are forgotten, a day after their use, or send requests without a key.",
            retryable: true,
          });
        }
        await transaction
          .insertInto("idempotency_key")
          .values({ caller, key, request_hash: requestHash, created_at: now })
          .execute();
        return true;
      }),

    sweep: async ({ before }) => {
      await database.deleteFrom("idempotency_key").where("created_at", "<", before).execute();
    },
  };
}
