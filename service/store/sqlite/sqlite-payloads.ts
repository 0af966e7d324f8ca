import { type Kysely, sql, type Transaction } from "kysely";
import type { Address, Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { PayloadStore } from "../payload-store.ts";
import { inTransaction } from "./in-transaction.ts";
import type { MainSchema } from "./schema.ts";
import { refuseErased } from "./sqlite-erasures.ts";

export function createSqlitePayloads(database: Kysely<MainSchema>): PayloadStore {
  return {
    put: ({ digest, customer, organisation, author, bytes, at, pendingQuota }) =>
      inTransaction(database, async (transaction) => {
        await refuseErased({ transaction, customers: [customer] });
        const present = await transaction
          .selectFrom("payload")
          .select(["bytes", "referred"])
          .where("digest", "=", digest)
          .executeTakeFirst();
        const size = bytes.length;
        const isNamed = await isNamedByEntry({ transaction, digest });
        if (present !== undefined) {
          if (Buffer.compare(present.bytes, bytes) !== 0) {
            await transaction.updateTable("payload").set({ bytes, size }).where("digest", "=", digest).execute();
          }
          await transaction
            .updateTable("pending_payload")
            .set({ since_wall: at.wall, since_chain: at.chain })
            .where("digest", "=", digest)
            .execute();
          return { created: false, state: isNamed ? "referred" : present.referred === 1 ? "held" : "pending" };
        }
        if (!isNamed) await assertQuota({ transaction, organisation, author, size, pendingQuota });
        await transaction
          .insertInto("payload")
          .values({ digest, customer, organisation, size, bytes, referred: isNamed ? 1 : 0 })
          .execute();
        if (isNamed) return { created: true, state: "referred" };
        await transaction
          .insertInto("pending_payload")
          .values({ digest, organisation, author, size, since_wall: at.wall, since_chain: at.chain })
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

    held: async ({ after, limit }) => {
      let query = database
        .selectFrom("payload")
        .select(["digest", "customer", "size", "bytes"])
        .where("referred", "=", 1)
        .where(isNotNamed)
        .orderBy("digest")
        .limit(limit);
      if (after !== undefined) query = query.where("digest", ">", after);
      return query.execute();
    },

    release: async (digest) => {
      const result = await database
        .deleteFrom("payload")
        .where("digest", "=", digest)
        .where("referred", "=", 1)
        .where(isNotNamed)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

const isNotNamed = sql<boolean>`not exists (select 1 from entry where entry.payload_digest = payload.digest)`;

async function isNamedByEntry(parameters: { transaction: Transaction<MainSchema>; digest: Hex }): Promise<boolean> {
  const { transaction, digest } = parameters;
  const entry = await transaction
    .selectFrom("entry")
    .select("sequence")
    .where("payload_digest", "=", digest)
    .limit(1)
    .executeTakeFirst();
  return entry !== undefined;
}

async function assertQuota({
  transaction,
  organisation,
  author,
  size,
  pendingQuota,
}: {
  transaction: Transaction<MainSchema>;
  organisation: Address;
  author: Address;
  size: number;
  pendingQuota: number;
}): Promise<void> {
  const { held } = await transaction
    .selectFrom("pending_payload")
    .select(sql<number>`coalesce(sum(size), 0)`.as("held"))
    .where("organisation", "=", organisation)
    .where("author", "=", author)
    .executeTakeFirstOrThrow();
  if (Number(held) + size > pendingQuota) {
    throw new KontorError({
      code: "PendingQuotaExceeded",
      message: "You have too many bytes stored that no entry on chain refers to yet.",
      hints: ["Send the entries of what is stored already, or wait until it is swept."],
      retryable: true,
      details: { pendingBytes: Number(held), quota: pendingQuota },
    });
  }
}
