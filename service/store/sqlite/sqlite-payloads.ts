import { type Kysely, sql, type Transaction } from "kysely";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { PayloadStore } from "../payload-store.ts";
import type { MainSchema } from "./schema.ts";
import { refuseErased } from "./sqlite-erasures.ts";

export function createSqlitePayloads(database: Kysely<MainSchema>): PayloadStore {
  return {
    put: ({ digest, customer, organisation, bytes, at, pendingQuota }) =>
      database.transaction().execute(async (transaction) => {
        await refuseErased({ transaction, customers: [customer] });
        const present = await transaction
          .selectFrom("payload")
          .select("digest")
          .where("digest", "=", digest)
          .executeTakeFirst();
        if (present !== undefined) {
          const touched = await transaction
            .updateTable("pending_payload")
            .set({ since_wall: at.wall, since_chain: at.chain })
            .where("digest", "=", digest)
            .executeTakeFirst();
          return { created: false, state: touched.numUpdatedRows > 0n ? "pending" : "referred" };
        }
        const size = bytes.length;
        const entry = await transaction
          .selectFrom("entry")
          .select("sequence")
          .where("payload_digest", "=", digest)
          .executeTakeFirst();
        if (entry === undefined) await assertQuota({ transaction, organisation, size, pendingQuota });
        await transaction.insertInto("payload").values({ digest, customer, organisation, size, bytes }).execute();
        if (entry !== undefined) return { created: true, state: "referred" };
        await transaction
          .insertInto("pending_payload")
          .values({ digest, organisation, size, since_wall: at.wall, since_chain: at.chain })
          .execute();
        return { created: true, state: "pending" };
      }),

    get: async (digest) => {
      const row = await database.selectFrom("payload").select("bytes").where("digest", "=", digest).executeTakeFirst();
      return row?.bytes;
    },

    sizeOf: async (digest) => {
      const row = await database.selectFrom("payload").select("size").where("digest", "=", digest).executeTakeFirst();
      return row?.size;
    },

    sweep: async ({ before, limit }) => {
      const old = database
        .selectFrom("pending_payload")
        .select("digest")
        .where("since_wall", "<", before.wall)
        .where("since_chain", "<", before.chain)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("entry")
                .select("entry.sequence")
                .whereRef("entry.payload_digest", "=", "pending_payload.digest"),
            ),
          ),
        )
        .limit(limit);
      const result = await database.deleteFrom("payload").where("digest", "in", old).executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    pending: async () => {
      const row = await database
        .selectFrom("pending_payload")
        .select(({ fn }) => [fn.countAll<number>().as("count"), sql<number>`coalesce(sum(size), 0)`.as("bytes")])
        .executeTakeFirstOrThrow();
      return { count: Number(row.count), bytes: Number(row.bytes) };
    },
  };
}

async function assertQuota({
  transaction,
  organisation,
  size,
  pendingQuota,
}: {
  transaction: Transaction<MainSchema>;
  organisation: `0x${string}`;
  size: number;
  pendingQuota: number;
}): Promise<void> {
  const { held } = await transaction
    .selectFrom("pending_payload")
    .select(sql<number>`coalesce(sum(size), 0)`.as("held"))
    .where("organisation", "=", organisation)
    .executeTakeFirstOrThrow();
  if (Number(held) + size > pendingQuota) {
    throw new KontorError({
      code: "PendingQuotaExceeded",
      message: "The organisation has too many bytes stored that no entry on chain refers to yet.",
      hints: ["Send the entries of what is stored already, or wait until it is swept."],
      retryable: true,
      details: { pendingBytes: Number(held), quota: pendingQuota },
    });
  }
}
