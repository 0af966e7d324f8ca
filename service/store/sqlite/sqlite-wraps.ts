import { timingSafeEqual } from "node:crypto";
import type { Kysely } from "kysely";
import type { Address, Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { StoredWrap, WrapStore } from "../wrap-store.ts";
import { inTransaction } from "./in-transaction.ts";
import type { MainSchema } from "./schema.ts";
import { refuseErased } from "./sqlite-erasures.ts";

export function createSqliteWraps(database: Kysely<MainSchema>): WrapStore {
  return {
    put: (wraps) =>
      inTransaction(database, async (transaction) => {
        await refuseErased({ transaction, customers: [...new Set(wraps.map(({ customer }) => customer))] });
        for (const { customer, keyEpoch, scope, holder, wrapper, wrapperEpoch, steward, bytes } of wraps) {
          const { bytes: kept } = await transaction
            .insertInto("wrap")
            .values({
              customer,
              key_epoch: keyEpoch,
              scope,
              holder,
              wrapper,
              wrapper_epoch: wrapperEpoch,
              steward,
              bytes,
            })
            // An update that changes nothing makes RETURNING give the row that was there.
            .onConflict((conflict) => conflict.doUpdateSet(({ ref }) => ({ bytes: ref("wrap.bytes") })))
            .returning("bytes")
            .executeTakeFirstOrThrow();
          if (kept.length !== bytes.length || !timingSafeEqual(kept, bytes)) throw conflict({ customer, keyEpoch });
        }
      }),

    find: async ({ holder, items }) => {
      if (items.length === 0) return [];
      const wanted = new Set(items.map(placeOf));
      const rows = await database
        .selectFrom("wrap")
        .selectAll()
        .where("holder", "=", holder)
        .where("customer", "in", [...new Set(items.map(({ customer }) => customer))])
        .orderBy("wrapper_epoch", "desc")
        .orderBy("scope")
        .orderBy("steward")
        .execute();
      return rows.map(toWrap).filter((wrap) => wanted.has(placeOf(wrap)));
    },
  };
}

const placeOf = ({ customer, keyEpoch }: { customer: Hex; keyEpoch: number }): string => `${customer}/${keyEpoch}`;

function toWrap(row: MainSchema["wrap"]): StoredWrap {
  const holder: Address = row.holder;
  return {
    customer: row.customer,
    keyEpoch: row.key_epoch,
    scope: row.scope,
    holder,
    wrapper: row.wrapper,
    steward: row.steward,
    wrapperEpoch: row.wrapper_epoch,
    bytes: row.bytes,
  };
}

function conflict({ customer, keyEpoch }: { customer: Hex; keyEpoch: number }): KontorError {
  return new KontorError({
    code: "WrapConflict",
    message: "Another wrap of this customer secret is stored already.",
    hints: ["Fetch the stored wrap and use the secret in it; somebody else may be writing this customer."],
    details: { customer, keyEpoch },
  });
}
