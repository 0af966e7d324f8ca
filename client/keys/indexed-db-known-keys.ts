import { z } from "zod";
import { addressSchema, bytes32Schema } from "#protocol/api/hex.ts";
import { indexedDbStore } from "../browser/indexed-db-store.ts";
import type { KnownKeys } from "./known-keys.ts";

const rowSchema = z.object({ account: addressSchema, epoch: z.int().positive(), keyHash: bytes32Schema });

/** Keys that this browser has seen, of one registry. A row that can not be read counts as a key never seen. */
export function indexedDbKnownKeys({ name = "kontor-known-keys" }: { name?: string } = {}): KnownKeys {
  const store = indexedDbStore({ name, store: "keys", keyPath: "account" });
  return {
    load: async (account) => rowSchema.safeParse(await store.get(account.toLowerCase())).data ?? null,
    save: (key) => store.put({ ...key, account: key.account.toLowerCase() }),
  };
}
