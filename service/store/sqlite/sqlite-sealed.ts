import type { Kysely } from "kysely";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { SealedStore } from "../sealed-store.ts";
import { sha256Of } from "../sha256-of.ts";
import { inTransaction } from "./in-transaction.ts";
import type { MainSchema } from "./schema.ts";

export function createSqliteSealed(database: Kysely<MainSchema>): SealedStore {
  return {
    identity: (account) =>
      database.selectFrom("identity").select(["bytes", "etag"]).where("account", "=", account).executeTakeFirst(),

    putIdentity: async ({ account, identity, expected, now }) => {
      const row = { bytes: identity.bytes, etag: identity.etag, updated_at: now };
      if (expected === null) {
        const inserted = await database
          .insertInto("identity")
          .values({ account, ...row })
          .onConflict((conflict) => conflict.doNothing())
          .returning("account")
          .executeTakeFirst();
        return inserted !== undefined;
      }
      const updated = await database
        .updateTable("identity")
        .set(row)
        .where("account", "=", account)
        .where("etag", "=", expected)
        .executeTakeFirst();
      return updated.numUpdatedRows > 0n;
    },

    addSecret: ({ secret, limit, now }) =>
      inTransaction(database, async (transaction) => {
        const { kind, organisation, epoch, recipient, recipientEpoch, author, bytes } = secret;
        const digest = sha256Of(bytes);
        const kept = await transaction
          .selectFrom("sealed_secret")
          .select(["digest", "author"])
          .where("kind", "=", kind)
          .where("organisation", "=", organisation)
          .where("epoch", "=", epoch)
          .where("recipient", "=", recipient)
          .execute();
        if (kept.some((row) => row.digest === digest)) return false;
        const own = kept.filter((row) => row.author === author).length;
        if (own >= limit) {
          throw new KontorError({
            code: "SecretLimitReached",
            message: `You have sealed ${own} secrets for this recipient and epoch already.`,
            hints: ["Start a new key epoch of the organisation."],
            details: { limit },
          });
        }
        await transaction
          .insertInto("sealed_secret")
          .values({
            kind,
            organisation,
            epoch,
            recipient,
            recipient_epoch: recipientEpoch,
            digest,
            bytes,
            created_at: now,
            author,
          })
          .execute();
        return true;
      }),

    secrets: async ({ kind, organisation, epoch, recipient }) => {
      const rows = await database
        .selectFrom("sealed_secret")
        .select("bytes")
        .where("kind", "=", kind)
        .where("organisation", "=", organisation)
        .where("epoch", "=", epoch)
        .where("recipient", "=", recipient)
        .orderBy("recipient_epoch", "desc")
        .orderBy("created_at", "desc")
        .orderBy("digest")
        .execute();
      return rows.map(({ bytes }) => bytes);
    },

    recipients: async ({ kind, organisation, epoch }) => {
      const rows = await database
        .selectFrom("sealed_secret")
        .select(["recipient", "recipient_epoch"])
        .distinct()
        .where("kind", "=", kind)
        .where("organisation", "=", organisation)
        .where("epoch", "=", epoch)
        .orderBy("recipient")
        .orderBy("recipient_epoch")
        .execute();
      return rows.map(({ recipient, recipient_epoch: recipientEpoch }) => ({ recipient, recipientEpoch }));
    },
  };
}
