import type { Kysely } from "kysely";
import type { IdempotencyClaim, IdempotencyStore } from "../idempotency-store.ts";
import { quotaExceeded } from "../quota-exceeded.ts";
import { inTransaction } from "./in-transaction.ts";
import type { MainSchema } from "./schema.ts";

export function createSqliteIdempotency(database: Kysely<MainSchema>): IdempotencyStore {
  return {
    check: async (parameters) => (await look({ database, ...parameters })) !== "another",

    claim: ({ now, ...parameters }) =>
      inTransaction(database, async (transaction) => {
        const found = await look({ database: transaction, ...parameters });
        if (found === "nothing") {
          const { caller, key, requestHash } = parameters;
          await transaction
            .insertInto("idempotency_key")
            .values({ caller, key, request_hash: requestHash, created_at: now })
            .execute();
        }
        return found !== "another";
      }),

    sweep: async ({ before }) => {
      await database.deleteFrom("idempotency_key").where("created_at", "<", before).execute();
    },
  };
}

/** What a key stands for. @throws KontorError QuotaExceeded where it stands for nothing, and has no room */
async function look({
  database,
  caller,
  key,
  requestHash,
  limit,
}: IdempotencyClaim & { database: Kysely<MainSchema> }): Promise<"nothing" | "this" | "another"> {
  const keys = database.selectFrom("idempotency_key").where("caller", "=", caller);
  const known = await keys.select("request_hash").where("key", "=", key).executeTakeFirst();
  if (known !== undefined) return known.request_hash === requestHash ? "this" : "another";
  const { count } = await keys.select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  if (Number(count) < limit) return "nothing";
  throw quotaExceeded({
    what: `${limit} idempotency keys`,
    limit,
    hint: "Wait until they are forgotten, a day after their use, or send requests without a key.",
    retryable: true,
  });
}
