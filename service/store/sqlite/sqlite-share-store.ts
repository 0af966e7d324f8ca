import { type Kysely, sql, type Transaction } from "kysely";
import type { Hex } from "viem";
import { customerErased } from "../../access/customer-erased.ts";
import type { SharePlace, ShareStore, StoredShare } from "../share-store.ts";
import { chunksOf } from "./chunks-of.ts";
import { type Migrations, openDatabase } from "./open-database.ts";
import type { ShareSchema } from "./schema.ts";
import { truncateLog } from "./truncate-log.ts";

const MIGRATIONS: Migrations = [
  `CREATE TABLE share (
     customer TEXT NOT NULL, key_epoch INTEGER NOT NULL, organisation TEXT NOT NULL, share BLOB NOT NULL,
     PRIMARY KEY (customer, key_epoch)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE destroyed (customer TEXT PRIMARY KEY, shares INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
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
    temporaryInMemory: true,
    ...(maxPages === undefined ? {} : { maxPages }),
  });
  return {
    findOrAdd: (shares) =>
      database.transaction().execute(async (transaction) => {
        const kept: StoredShare[] = [];
        await refuseDestroyed({ transaction, shares });
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

    destroy: ({ customer, now }) =>
      database.transaction().execute(async (transaction) => {
        const deleted = await transaction.deleteFrom("share").where("customer", "=", customer).executeTakeFirst();
        const { shares } = await transaction
          .insertInto("destroyed")
          .values({ customer, shares: Number(deleted.numDeletedRows), at: now })
          // An update that changes nothing makes RETURNING give the row that was there.
          .onConflict((conflict) => conflict.doUpdateSet(({ ref }) => ({ shares: ref("destroyed.shares") })))
          .returning("shares")
          .executeTakeFirstOrThrow();
        return shares;
      }),

    undestroyed: async (customers) => {
      const destroyed = new Set<Hex>();
      for (const chunk of chunksOf(customers)) {
        const rows = await database.selectFrom("destroyed").select("customer").where("customer", "in", chunk).execute();
        for (const { customer } of rows) destroyed.add(customer);
      }
      return customers.filter((customer) => !destroyed.has(customer));
    },

    compact: async () => {
      // secure_delete zeroes what is deleted, but not what a page kept of rows that moved to another one: VACUUM writes
      // every page anew. It writes through the log, which is emptied last.
      await sql`VACUUM`.execute(database);
      await truncateLog(database);
    },

    ping: async () => {
      await sql`select 1`.execute(database);
    },
    close: () => database.destroy(),
  };
}

async function refuseDestroyed({
  transaction,
  shares,
}: {
  transaction: Transaction<ShareSchema>;
  shares: readonly StoredShare[];
}): Promise<void> {
  const destroyed = await transaction
    .selectFrom("destroyed")
    .select("customer")
    .where("customer", "in", [...new Set(shares.map(({ customer }) => customer))])
    .executeTakeFirst();
  if (destroyed !== undefined) throw customerErased(destroyed.customer);
}

const placeOf = ({ customer, keyEpoch }: SharePlace): string => `${customer}/${keyEpoch}`;

function toShare(row: ShareSchema["share"]): StoredShare {
  return { customer: row.customer, keyEpoch: row.key_epoch, organisation: row.organisation, share: row.share };
}
