import type { Kysely } from "kysely";
import { zeroHash } from "viem";
import type { OwnedSharePlace } from "../share-records.ts";
import type { MainSchema } from "./schema.ts";

/** Whether the index has an entry of the organisation's, with content, for this customer and key epoch. */
export async function isWritten(parameters: {
  /** Or a transaction of it. */
  database: Kysely<MainSchema>;
  place: OwnedSharePlace;
}): Promise<boolean> {
  const { database, place } = parameters;
  const row = await database
    .selectFrom("entry")
    .select("sequence")
    .where("customer", "=", place.customer)
    .where("key_epoch", "=", place.keyEpoch)
    .where("steward", "=", place.organisation)
    .where("payload_digest", "!=", zeroHash)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
