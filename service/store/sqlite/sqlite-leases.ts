import type { Kysely } from "kysely";
import type { LeaseStore } from "../lease-store.ts";
import type { MainSchema } from "./schema.ts";

export function createSqliteLeases(database: Kysely<MainSchema>): LeaseStore {
  return {
    take: async ({ name, holder, now, until }) => {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto("lease")
        .values({ name, holder, until })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ holder, until })
            .where(({ or, eb }) => or([eb("lease.holder", "=", holder), eb("lease.until", "<=", now)])),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },

    release: async ({ name, holder }) => {
      await database.deleteFrom("lease").where("name", "=", name).where("holder", "=", holder).execute();
    },
  };
}
