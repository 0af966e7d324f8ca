import { sql } from "kysely";
import type { Store } from "../store.ts";
import { MAIN_APPLICATION_ID, MAIN_MIGRATIONS } from "./main-migrations.ts";
import { openDatabase } from "./open-database.ts";
import type { MainSchema } from "./schema.ts";
import { createSqliteErasures } from "./sqlite-erasures.ts";
import { createSqliteGrants } from "./sqlite-grants.ts";
import { createSqliteIdempotency } from "./sqlite-idempotency.ts";
import { createSqliteIndex } from "./sqlite-index.ts";
import { createSqlitePayloads } from "./sqlite-payloads.ts";
import { createSqlitePossession } from "./sqlite-possession.ts";
import { createSqliteSealed } from "./sqlite-sealed.ts";
import { createSqliteSessions } from "./sqlite-sessions.ts";
import { createSqliteSubjects } from "./sqlite-subjects.ts";
import { createSqliteWraps } from "./sqlite-wraps.ts";

/**
 * The embedded store: one SQLite file.
 *
 * @param parameters.maxPages pages the file may have: how tests fill a disk
 * @throws KontorError StoreVersionUnknown, StoreFailed
 */
export function openSqliteStore({ path, maxPages }: { path: string; maxPages?: number }): Store {
  const database = openDatabase<MainSchema>({
    path,
    migrations: MAIN_MIGRATIONS,
    applicationId: MAIN_APPLICATION_ID,
    secureDelete: true,
    ...(maxPages === undefined ? {} : { maxPages }),
  });
  return {
    access: { ...createSqliteGrants(database), ...createSqliteSubjects(database) },
    erasures: createSqliteErasures(database),
    payloads: createSqlitePayloads(database),
    possession: createSqlitePossession(database),
    wraps: createSqliteWraps(database),
    sealed: createSqliteSealed(database),
    sessions: createSqliteSessions(database),
    idempotency: createSqliteIdempotency(database),
    index: createSqliteIndex(database),
    latestTime: async () => {
      const row = await database
        .selectFrom("setting")
        .select("value")
        .where("name", "=", "latest_time")
        .executeTakeFirst();
      return row?.value ?? 0;
    },
    recordTime: async (now) => {
      await database
        .insertInto("setting")
        .values({ name: "latest_time", value: now })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: now }).where("setting.value", "<", now))
        .execute();
    },
    ping: async () => {
      await sql`select 1`.execute(database);
    },
    close: () => database.destroy(),
  };
}
