import { type Kysely, sql } from "kysely";
import type { JoinedStore, Store } from "../store.ts";
import { inspectFile } from "./inspect-file.ts";
import { MAIN_APPLICATION_ID, MAIN_MIGRATIONS, MAIN_TEMPORARY } from "./main-migrations.ts";
import { type OpenStoreParameters, openDatabase } from "./open-database.ts";
import type { MainSchema, MarkSchema } from "./schema.ts";
import { createSqliteErasures } from "./sqlite-erasures.ts";
import { createSqliteGrants } from "./sqlite-grants.ts";
import { createSqliteIdempotency } from "./sqlite-idempotency.ts";
import { createSqliteIndex } from "./sqlite-index.ts";
import { createSqliteInspection } from "./sqlite-inspection.ts";
import { createSqliteLeases } from "./sqlite-leases.ts";
import { createSqliteMark } from "./sqlite-mark.ts";
import { createSqlitePayloads } from "./sqlite-payloads.ts";
import { createSqlitePossession } from "./sqlite-possession.ts";
import { createSqliteSealed } from "./sqlite-sealed.ts";
import { createSqliteSessions } from "./sqlite-sessions.ts";
import { createSqliteShareRecords } from "./sqlite-share-records.ts";
import { createSqliteSubjects } from "./sqlite-subjects.ts";
import { createSqliteWraps } from "./sqlite-wraps.ts";

/** What cannot be made anew from the chain, or by signing in again. */
const KEPT_TABLES = ["payload", "wrap", "identity", "sealed_secret", "possession", "made_share", "erasure"] as const;

/**
 * The embedded store: one SQLite file.
 *
 * @throws KontorError StoreLocked, StoreVersionUnknown, StoreDamaged, StoreFailed
 */
export function openSqliteStore({ path, maxPages, readOnly = false }: OpenStoreParameters): Store {
  const { database, file, close } = openDatabase<MainSchema>({
    path,
    migrations: MAIN_MIGRATIONS,
    applicationId: MAIN_APPLICATION_ID,
    secureDelete: true,
    temporaryTables: MAIN_TEMPORARY,
    readOnly,
    ...(maxPages === undefined ? {} : { maxPages }),
  });
  return {
    ...createSqliteMark(database as unknown as Kysely<MarkSchema>),
    isEmpty: async () => {
      for (const table of KEPT_TABLES) {
        if ((await database.selectFrom(table).select(sql`1`.as("one")).limit(1).execute()).length > 0) return false;
      }
      return true;
    },
    file: inspectFile(file),
    inspect: createSqliteInspection(database),
    ...join(database),
    transaction: (act) => database.transaction().execute((transaction) => act(join(transaction))),
    access: { ...createSqliteGrants(database), ...createSqliteSubjects(database) },
    erasures: createSqliteErasures({ database, file }),
    index: createSqliteIndex(database),
    leases: createSqliteLeases(database),
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
    close,
  };
}

function join(database: Kysely<MainSchema>): JoinedStore {
  return {
    shareRecords: createSqliteShareRecords(database),
    payloads: createSqlitePayloads(database),
    possession: createSqlitePossession(database),
    wraps: createSqliteWraps(database),
    sealed: createSqliteSealed(database),
    sessions: createSqliteSessions(database),
    idempotency: createSqliteIdempotency(database),
  };
}
