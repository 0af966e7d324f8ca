import { z } from "zod";
import { addressSchema, bytes32Schema } from "#protocol/api/hex.ts";
import type { KnownKeys } from "../keys/known-keys.ts";
import { indexedDbStore } from "./indexed-db-store.ts";

const rowSchema = z.object({ account: addressSchema, epoch: z.int().positive(), keyHash: bytes32Schema });

/** Keys that this browser has seen, of one registry. A row that cannot be read counts as a key never seen. */
export function indexedDbKnownKeys({ name = "kontor-known-keys" }: { name?: string } = {}): KnownKeys {
  const store = indexedDbStore({ name, store: "keys", keyPath: "account" });
  return {
    load: async (account) => rowSchema.safeParse(await store.get(account.toLowerCase())).data ?? null,
    save: (key) => store.put({ ...key, account: key.account.toLowerCase() }),
  };
}
