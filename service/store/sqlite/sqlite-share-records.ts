import { type Kysely, sql } from "kysely";
import { ENVELOPE_CONTEXT_LENGTH } from "#protocol/envelope/header.ts";
import type { OwnedSharePlace, ShareRecords } from "../share-records.ts";
import { inTransaction } from "./in-transaction.ts";
import { isWritten } from "./is-written.ts";
import type { MainSchema } from "./schema.ts";
import { refuseErased } from "./sqlite-erasures.ts";

/* The context at an envelope's beginning ends with its key epoch (PROTOCOL 3). SQLite counts bytes from 1. */
const KEY_EPOCH_LENGTH = 4;
const KEY_EPOCH_AT = ENVELOPE_CONTEXT_LENGTH - KEY_EPOCH_LENGTH + 1;

export function createSqliteShareRecords(database: Kysely<MainSchema>): ShareRecords {
  const written = (place: OwnedSharePlace) => isWritten({ database, place });

  const isRecorded = async ({ customer, keyEpoch }: OwnedSharePlace): Promise<boolean> => {
    const row = await database
      .selectFrom("made_share")
      .select("customer")
      .where("customer", "=", customer)
      .where("key_epoch", "=", keyEpoch)
      .executeTakeFirst();
    return row !== undefined;
  };

  const hasWraps = async ({ customer, keyEpoch, organisation }: OwnedSharePlace): Promise<boolean> => {
    const row = await database
      .selectFrom("wrap")
      .select("scope")
      .where("customer", "=", customer)
      .where("key_epoch", "=", keyEpoch)
      .where("steward", "=", organisation)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  };

  /** Only what the chain has named: anybody who may upload could claim an epoch otherwise. */
  const hasPayloads = async ({ customer, keyEpoch, organisation }: OwnedSharePlace): Promise<boolean> => {
    const row = await database
      .selectFrom("payload")
      .select("digest")
      .where("customer", "=", customer)
      .where("organisation", "=", organisation)
      .where("referred", "=", 1)
      .where(
        sql<boolean>`substr(bytes, ${sql.lit(KEY_EPOCH_AT)}, ${sql.lit(KEY_EPOCH_LENGTH)}) = ${encodeEpoch(keyEpoch)}`,
      )
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  };

  return {
    record: (places) =>
      inTransaction(database, async (transaction) => {
        await refuseErased({ transaction, customers: [...new Set(places.map(({ customer }) => customer))] });
        for (const { customer, keyEpoch, organisation, author } of places) {
          await transaction
            .insertInto("made_share")
            .values({ customer, key_epoch: keyEpoch, organisation, author })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
      }),

    used: async (places) => {
      const used = [];
      for (const place of places) {
        const signs = [isRecorded, hasWraps, written, hasPayloads];
        for (const sign of signs) {
          if (!(await sign(place))) continue;
          used.push(place);
          break;
        }
      }
      return used;
    },

    written: async (places) => {
      const found = [];
      for (const place of places) if (await written(place)) found.push(place);
      return found;
    },

    unwritten: async (author) => {
      const { count } = await database
        .selectFrom("made_share")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("author", "=", author)
        .where(sql<boolean>`not exists (select 1 from customer where customer.customer = made_share.customer)`)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    any: async () => (await database.selectFrom("made_share").select("customer").limit(1).execute()).length > 0,
  };
}

function encodeEpoch(keyEpoch: number): Uint8Array {
  const bytes = new Uint8Array(KEY_EPOCH_LENGTH);
  new DataView(bytes.buffer).setUint32(0, keyEpoch);
  return bytes;
}
