import { type Kysely, sql, type Transaction } from "kysely";
import type { Hex } from "viem";
import { customerErased } from "../customer-erased.ts";
import { sha256Of } from "../sha256-of.ts";
import { shareMissing } from "../share-missing.ts";
import type { SharePlace, ShareStore, StoredShare } from "../share-store.ts";
import { chunksOf } from "./chunks-of.ts";
import { inspectFile } from "./inspect-file.ts";
import { type Migrations, type OpenStoreParameters, openDatabase } from "./open-database.ts";
import { rewriteFile } from "./rewrite-file.ts";
import type { MarkSchema, ShareSchema } from "./schema.ts";
import { createSqliteMark, MARK_TABLE } from "./sqlite-mark.ts";

const MIGRATIONS: Migrations = [
  `CREATE TABLE share (
     customer TEXT NOT NULL, key_epoch INTEGER NOT NULL, organisation TEXT NOT NULL, share BLOB NOT NULL,
     PRIMARY KEY (customer, key_epoch)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE destroyed (customer TEXT PRIMARY KEY, shares INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  `${MARK_TABLE}
   ALTER TABLE share ADD COLUMN digest TEXT;`,
];

/** "KntS" */
const APPLICATION_ID = 0x4b6e7453;

/**
 * The shred shares in a SQLite file of their own.
 *
 * @throws KontorError StoreLocked, StoreVersionUnknown, StoreDamaged, StoreFailed
 */
export function openSqliteShareStore({ path, maxPages, readOnly = false }: OpenStoreParameters): ShareStore {
  const { database, file, close } = openDatabase<ShareSchema>({
    path,
    migrations: MIGRATIONS,
    applicationId: APPLICATION_ID,
    secureDelete: true,
    temporaryInMemory: true,
    readOnly,
    ...(maxPages === undefined ? {} : { maxPages }),
  });
  let rewriting: Promise<void> = Promise.resolve();

  /** While the file is written anew, who wants to write waits here, where waiting holds nobody else up. */
  async function whenWritable<Result>(write: () => Promise<Result>): Promise<Result> {
    await rewriting.catch(() => undefined);
    return write();
  }

  return {
    ...createSqliteMark(database as unknown as Kysely<MarkSchema>),
    isEmpty: async () => {
      const shares = await database.selectFrom("share").select("customer").limit(1).execute();
      const destroyed = await database.selectFrom("destroyed").select("customer").limit(1).execute();
      return shares.length + destroyed.length === 0;
    },
    file: inspectFile(file),

    inspect: async ({ after, limit }) => {
      let query = database.selectFrom("share").selectAll().orderBy("customer").orderBy("key_epoch").limit(limit);
      if (after !== undefined) {
        query = query.where(sql<boolean>`(customer, key_epoch) > (${after.customer}, ${after.keyEpoch})`);
      }
      const rows = await query.execute();
      return rows.map((row) => ({ customer: row.customer, keyEpoch: row.key_epoch, intact: isIntact(row) }));
    },

    findOrAdd: (shares) =>
      whenWritable(() =>
        database.transaction().execute(async (transaction) => {
          const kept: StoredShare[] = [];
          await refuseDestroyed({ transaction, shares });
          for (const { customer, keyEpoch, organisation, share } of shares) {
            const row = await transaction
              .insertInto("share")
              .values({ customer, key_epoch: keyEpoch, organisation, share, digest: sha256Of(share) })
              // An update that changes nothing makes RETURNING give the row that was there.
              .onConflict((conflict) => conflict.doUpdateSet(({ ref }) => ({ share: ref("share.share") })))
              .returningAll()
              .executeTakeFirstOrThrow();
            if (!isIntact(row)) throw shareMissing({ customer, keyEpoch });
            kept.push(toShare(row));
          }
          return kept;
        }),
      ),

    find: async (places) => {
      if (places.length === 0) return [];
      const wanted = new Set(places.map(placeOf));
      const rows = await database
        .selectFrom("share")
        .selectAll()
        .where("customer", "in", [...new Set(places.map(({ customer }) => customer))])
        .execute();
      return rows
        .filter(isIntact)
        .map(toShare)
        .filter((share) => wanted.has(placeOf(share)));
    },

    destroy: ({ customer, now }) =>
      whenWritable(() =>
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
      ),

    undestroyed: async (customers) => {
      const destroyed = new Set<Hex>();
      for (const chunk of chunksOf(customers)) {
        const rows = await database.selectFrom("destroyed").select("customer").where("customer", "in", chunk).execute();
        for (const { customer } of rows) destroyed.add(customer);
      }
      return customers.filter((customer) => !destroyed.has(customer));
    },

    compact: () => {
      rewriting = whenWritable(() => rewriteFile(file));
      return rewriting;
    },

    ping: async () => {
      await sql`select 1`.execute(database);
    },
    close: () => whenWritable(close),
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

/** A share that was damaged on the disk would encrypt what no backup opens. */
function isIntact({ share, digest }: Pick<ShareSchema["share"], "share" | "digest">): boolean {
  return digest === null || digest === sha256Of(share);
}

const placeOf = ({ customer, keyEpoch }: SharePlace): string => `${customer}/${keyEpoch}`;

function toShare(row: ShareSchema["share"]): StoredShare {
  return { customer: row.customer, keyEpoch: row.key_epoch, organisation: row.organisation, share: row.share };
}
