import { KontorError } from "#protocol/errors/kontor-error.ts";

/** Rows of one kind in the browser, by a member of theirs. A promise that is kept means that the row is durable. */
export type IndexedDbStore = {
  get: (key: string) => Promise<unknown>;
  put: (row: object) => Promise<void>;
  getAll: () => Promise<unknown[]>;
  remove: (key: string) => Promise<void>;
};

export type IndexedDbStoreParameters = { name: string; store: string; keyPath: string };

/** A database of its own with one store. It survives the tab, the browser and the machine. Throws `JournalBroken` (retryable). */
export function indexedDbStore({ name, store, keyPath }: IndexedDbStoreParameters): IndexedDbStore {
  const database = openDatabase({ name, store, keyPath });
  const run = async <Result>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Result>) => {
    const transaction = (await database).transaction(store, mode, { durability: "strict" });
    const request = act(transaction.objectStore(store));
    return new Promise<Result>((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(storageError(transaction.error));
    });
  };
  return {
    get: (key) => run("readonly", (rows) => rows.get(key)),
    put: async (row) => {
      await run("readwrite", (rows) => rows.put(row));
    },
    getAll: () => run("readonly", (rows) => rows.getAll()),
    remove: async (key) => {
      await run("readwrite", (rows) => rows.delete(key));
    },
  };
}

function openDatabase({ name, store, keyPath }: IndexedDbStoreParameters): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = globalThis.indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(storageError(request.error));
  });
}

function storageError(cause: unknown): KontorError {
  return new KontorError({
    code: "JournalBroken",
    message: "The browser would not keep what is unfinished.",
    hints: ["Free some space, and do not use a private window for this."],
    retryable: true,
    cause,
  });
}
