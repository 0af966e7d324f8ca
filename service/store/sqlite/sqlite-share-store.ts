import { type Kysely, sql } from "kysely";
import type { SharePlace, ShareStore, StoredShare } from "../share-store.ts";
import { type Migrations, openDatabase } from "./open-database.ts";
import type { ShareSchema } from "./schema.ts";

const MIGRATIONS: Migrations = [
  `CREATE TABLE share (
     customer TEXT NOT NULL, key_epoch INTEGER NOT NULL, organisation TEXT NOT NULL, share BLOB NOT NULL,
     PRIMARY KEY (customer, key_epoch)
   ) STRICT, WITHOUT ROWID;`,
];

/** "KntS" */
const APPLICATION_ID = 0x4b6e7453;

/**
 * The shred shares in a SQLite file of their own.
 *
 * @param parameters.maxPages pages the file may have: how tests fill a disk
 * @throws KontorError StoreVersionUnknown, StoreFailed
 */
export function openSqliteShareStore({ path, maxPages }: { path: string; maxPages?: number }): ShareStore {
  const database: Kysely<ShareSchema> = openDatabase({
    path,
    migrations: MIGRATIONS,
    applicationId: APPLICATION_ID,
    secureDelete: true,
    ...(maxPages === undefined ? {} : { maxPages }),
  });
  return {
    findOrAdd: (shares) =>
      database.transaction().execute(async (transaction) => {
        const kept: StoredShare[] = [];
        for (const { customer, keyEpoch, organisation, share } of shares) {
          const row = await transaction
            .insertInto("share")
            .values({ customer, key_epoch: keyEpoch, organisation, share })
            // An update that changes nothing makes RETURNING give the row that was there.
            .onConflict((conflict) => conflict.doUpdateSet(({ ref }) => ({ share: ref("share.share") })))
            .returningAll()
            .executeTakeFirstOrThrow();
          kept.push(toShare(row));
        }
        return kept;
      }),

    find: async (places) => {
      if (places.length === 0) return [];
      const wanted = new Set(places.map(placeOf));
      const rows = await database
        .selectFrom("share")
        .selectAll()
        .where("customer", "in", [...new Set(places.map(({ customer }) => customer))])
        .execute();
      return rows.map(toShare).filter((share) => wanted.has(placeOf(share)));
    },

    ping: async () => {
      await sql`select 1`.execute(database);
    },
    close: () => database.destroy(),
  };
}

const placeOf = ({ customer, keyEpoch }: SharePlace): string => `${customer}/${keyEpoch}`;

function toShare(row: ShareSchema["share"]): StoredShare {
  return { customer: row.customer, keyEpoch: row.key_epoch, organisation: row.organisation, share: row.share };
}
