import { type Kysely, sql } from "kysely";
import type { Address, Hex } from "viem";
import type { IndexedKey, IndexStore } from "../index-store.ts";
import type { MainSchema } from "./schema.ts";

/** What the index knows of organisations, roles and keys: of every subject the newest event counts. */
export function createSqliteDirectory(
  database: Kysely<MainSchema>,
): Pick<IndexStore, "organisations" | "rolesOf" | "key" | "keyHashes"> {
  return {
    organisations: async () => {
      const rows = await database
        .selectFrom("organisation_event")
        .select(["organisation", "change", "name"])
        .orderBy("block_number")
        .orderBy("log_index")
        .execute();
      const organisations = new Map<Address, { organisation: Address; name: string; suspended: boolean }>();
      for (const { organisation, change, name } of rows) {
        const known = organisations.get(organisation);
        organisations.set(organisation, {
          organisation,
          name: name ?? known?.name ?? "",
          suspended: change === "suspended",
        });
      }
      return [...organisations.values()];
    },

    rolesOf: async ({ roles, account }) => {
      if (roles?.length === 0) return [];
      let newest = database
        .selectFrom("role_event")
        .select([
          "role",
          "account",
          "until",
          sql<number>`row_number() over (partition by role, account order by block_number desc, log_index desc)`.as(
            "age",
          ),
        ]);
      if (roles !== undefined) newest = newest.where("role", "in", roles);
      if (account !== undefined) newest = newest.where("account", "=", account);
      return database
        .selectFrom(newest.as("newest"))
        .select(["role", "account", "until"])
        .where("age", "=", 1)
        .where(({ or, eb }) => or([eb("until", "is", null), eb("until", ">", 0)]))
        .orderBy("account")
        .orderBy("role")
        .execute();
    },

    key: async ({ account, epoch }) => {
      let query = database.selectFrom("published_key").selectAll().where("account", "=", account);
      if (epoch !== undefined) query = query.where("epoch", "=", epoch);
      const row = await query.orderBy("epoch", "desc").limit(1).executeTakeFirst();
      return row === undefined ? undefined : toKey(row);
    },

    keyHashes: async (accounts) => {
      const hashes = new Map<Address, { epoch: number; keyHash: Hex }>();
      if (accounts.length === 0) return hashes;
      const rows = await database
        .selectFrom("published_key")
        .select(["account", "epoch", "key_hash"])
        .where("account", "in", [...new Set(accounts)])
        .orderBy("epoch")
        .execute();
      for (const { account, epoch, key_hash: keyHash } of rows) hashes.set(account, { epoch, keyHash });
      return hashes;
    },
  };
}

function toKey(row: MainSchema["published_key"]): IndexedKey {
  const { account, epoch, suite } = row;
  return { account, epoch, suite, keyHash: row.key_hash, key: row.key_bytes };
}
