import { type Kysely, sql } from "kysely";
import { zeroHash } from "viem";
import { KINDS } from "#protocol/chain/kinds.ts";
import { SCOPE_ALL } from "#protocol/keys/wrap-header.ts";
import { sha256Of } from "../sha256-of.ts";
import type { InspectedPayload, StoreInspection } from "../store-inspection.ts";
import type { MainSchema } from "./schema.ts";

const HAS_SECRET = sql<0 | 1>`exists (
  select 1 from wrap
  where wrap.customer = entry.customer and wrap.key_epoch = entry.key_epoch and wrap.scope = ${sql.lit(SCOPE_ALL)}
    and wrap.holder = entry.steward)`;

export function createSqliteInspection(database: Kysely<MainSchema>): StoreInspection {
  return {
    entries: async ({ after, limit }) => {
      let query = database
        .selectFrom("entry")
        .innerJoin("customer", "customer.customer", "entry.customer")
        .leftJoin("erasure", "erasure.customer", "entry.customer")
        .leftJoin("payload", "payload.digest", "entry.payload_digest")
        .select([
          "entry.customer",
          "entry.sequence",
          "entry.key_epoch as keyEpoch",
          "entry.payload_digest as payloadDigest",
          "entry.block_number as blockNumber",
          "payload.digest as found",
        ])
        .select(HAS_SECRET.as("hasSecret"))
        .where("entry.payload_digest", "!=", zeroHash)
        .where("customer.kind", "!=", KINDS.erasure)
        .where("erasure.customer", "is", null)
        .orderBy("entry.customer")
        .orderBy("entry.sequence")
        .limit(limit);
      if (after !== undefined) {
        query = query.where(sql<boolean>`(entry.customer, entry.sequence) > (${after.customer}, ${after.sequence})`);
      }
      return (await query.execute()).map(({ found, hasSecret, ...entry }) => ({
        ...entry,
        hasPayload: found !== null,
        hasSecret: hasSecret === 1,
      }));
    },

    payloads: async ({ after, limit, maxBytes }) => {
      let query = database
        .selectFrom("payload")
        .select(["digest", "customer", "size", "referred"])
        .orderBy("digest")
        .limit(limit);
      if (after !== undefined) query = query.where("digest", ">", after);
      const inspected: InspectedPayload[] = [];
      let total = 0;
      for (const { digest, customer, size, referred } of await query.execute()) {
        const read = await database
          .selectFrom("payload")
          .leftJoin("entry", "entry.payload_digest", "payload.digest")
          .select(["payload.bytes", "entry.sequence"])
          .where("payload.digest", "=", digest)
          .limit(1)
          .executeTakeFirst();
        if (read === undefined) continue;
        const state = read.sequence !== null ? "referred" : referred === 1 ? "held" : "pending";
        const intact = sha256Of(read.bytes) === digest;
        inspected.push({ digest, customer, size, state, intact });
        total += size;
        if (total >= maxBytes) break;
      }
      return inspected;
    },

    shareRecords: async ({ after, limit }) => {
      let query = database
        .selectFrom("made_share")
        .leftJoin("erasure", "erasure.customer", "made_share.customer")
        .select(["made_share.customer", "made_share.key_epoch as keyEpoch", "made_share.organisation"])
        .where("erasure.customer", "is", null)
        .orderBy("made_share.customer")
        .orderBy("made_share.key_epoch")
        .limit(limit);
      if (after !== undefined) {
        query = query.where(
          sql<boolean>`(made_share.customer, made_share.key_epoch) > (${after.customer}, ${after.keyEpoch})`,
        );
      }
      return query.execute();
    },
  };
}
