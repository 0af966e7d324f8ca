import type { Kysely } from "kysely";
import type { SessionStore } from "../session-store.ts";
import { inTransaction } from "./in-transaction.ts";
import type { MainSchema } from "./schema.ts";

/** A session's last use is written at most this often: a read should not cost a write each time. */
const USE_RESOLUTION_MS = 60_000;

export function createSqliteSessions(database: Kysely<MainSchema>): SessionStore {
  return {
    addChallenge: ({ messageHash, address, expiresAt, now, limit }) =>
      inTransaction(database, async (transaction) => {
        const { open } = await transaction
          .selectFrom("challenge")
          .select(({ fn }) => fn.countAll<number>().as("open"))
          .where("expires_at", ">", now)
          .executeTakeFirstOrThrow();
        if (Number(open) >= limit) return false;
        await transaction
          .insertInto("challenge")
          .values({ message_hash: messageHash, address, expires_at: expiresAt })
          .execute();
        return true;
      }),

    takeChallenge: async ({ messageHash, now }) => {
      const taken = await database
        .deleteFrom("challenge")
        .where("message_hash", "=", messageHash)
        .returning(["address", "expires_at"])
        .executeTakeFirst();
      return taken === undefined || taken.expires_at <= now ? undefined : { address: taken.address };
    },

    addSession: async ({ tokenHash, session: { address, transport, expiresAt }, now }) => {
      await database
        .insertInto("session")
        .values({ token_hash: tokenHash, address, transport, expires_at: expiresAt, used_at: now })
        .execute();
    },

    touchSession: async ({ tokenHash, now, maxIdle }) => {
      const row = await database
        .selectFrom("session")
        .selectAll()
        .where("token_hash", "=", tokenHash)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      if (row.expires_at <= now || row.used_at + maxIdle <= now) {
        await database.deleteFrom("session").where("token_hash", "=", tokenHash).execute();
        return undefined;
      }
      if (row.used_at + Math.min(USE_RESOLUTION_MS, maxIdle / 2) <= now) {
        await database.updateTable("session").set({ used_at: now }).where("token_hash", "=", tokenHash).execute();
      }
      return { address: row.address, transport: row.transport, expiresAt: row.expires_at };
    },

    endSession: async (tokenHash) => {
      await database.deleteFrom("session").where("token_hash", "=", tokenHash).execute();
    },

    sweep: ({ now, maxIdle }) =>
      inTransaction(database, async (transaction) => {
        await transaction.deleteFrom("challenge").where("expires_at", "<=", now).execute();
        await transaction
          .deleteFrom("session")
          .where(({ or, eb }) => or([eb("expires_at", "<=", now), eb("used_at", "<=", now - maxIdle)]))
          .execute();
      }),
  };
}
