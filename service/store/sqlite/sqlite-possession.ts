import type { Kysely } from "kysely";
import type { PossessionStore, StoredChallenge } from "../possession-store.ts";
import type { MainSchema } from "./schema.ts";

export function createSqlitePossession(database: Kysely<MainSchema>): PossessionStore {
  return {
    put: async ({ organisation, account, author, bytes, digest, now }) => {
      const challenge = { bytes, digest, answer: null, updated_at: now };
      const stored = await database
        .insertInto("possession")
        .values({ organisation, account, author, ...challenge })
        .onConflict((conflict) =>
          conflict
            .columns(["organisation", "account", "author"])
            .doUpdateSet(challenge)
            .where("possession.digest", "!=", digest),
        )
        .returning("digest")
        .executeTakeFirst();
      return stored !== undefined;
    },

    pending: async (account) => {
      const rows = await database
        .selectFrom("possession")
        .selectAll()
        .where("account", "=", account)
        .where("answer", "is", null)
        .orderBy("organisation")
        .orderBy("author")
        .execute();
      return rows.map(toChallenge);
    },

    find: async ({ organisation, account }) => {
      const rows = await database
        .selectFrom("possession")
        .selectAll()
        .where("organisation", "=", organisation)
        .where("account", "=", account)
        .orderBy("updated_at", "desc")
        .orderBy("author")
        .execute();
      return rows.map(toChallenge);
    },

    answer: async ({ organisation, account, digest, answer, now }) => {
      const updated = await database
        .updateTable("possession")
        .set({ answer, updated_at: now })
        .where("organisation", "=", organisation)
        .where("account", "=", account)
        .where("digest", "=", digest)
        .executeTakeFirst();
      return updated.numUpdatedRows > 0n;
    },
  };
}

function toChallenge({
  organisation,
  account,
  author,
  bytes,
  digest,
  answer,
}: MainSchema["possession"]): StoredChallenge {
  return { organisation, account, author, bytes, digest, answer };
}
