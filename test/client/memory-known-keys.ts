import type { KnownKey, KnownKeys } from "#client/keys/known-keys.ts";

/** Keys known for as long as the process lives. */
export function memoryKnownKeys(): KnownKeys {
  const keys = new Map<string, KnownKey>();
  return {
    load: async (account) => keys.get(account.toLowerCase()) ?? null,
    save: async (key) => {
      keys.set(key.account.toLowerCase(), key);
    },
  };
}
