import type { ShareStore } from "./share-store.ts";
import { openSqliteShareStore } from "./sqlite/sqlite-share-store.ts";
import { openSqliteStore } from "./sqlite/sqlite-store.ts";
import type { Store } from "./store.ts";

export type OpenedStores = { store: Store; shares: ShareStore; close(): Promise<void> };

/**
 * Opens both stores of a service, for this process alone; with `readOnly` to look only, beside whoever has them.
 * @throws KontorError StoreLocked, StoreVersionUnknown, StoreDamaged, StoreFailed
 */
export async function openStores(parameters: {
  path: string;
  sharesPath: string;
  readOnly?: boolean;
}): Promise<OpenedStores> {
  const { path, sharesPath, readOnly = false } = parameters;
  const store = openSqliteStore({ path, readOnly });
  try {
    const shares = openSqliteShareStore({ path: sharesPath, readOnly });
    return { store, shares, close: async () => void (await Promise.all([store.close(), shares.close()])) };
  } catch (error) {
    await store.close();
    throw error;
  }
}
