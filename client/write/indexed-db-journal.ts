import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Journal } from "./journal.ts";
import { parseWrite } from "./parse-write.ts";

const STORE = "writes";

/** A journal in the browser's IndexedDB. A write that was saved survives the tab, the browser and the machine. */
export function indexedDbJournal({ name = "kontor-journal" }: { name?: string } = {}): Journal {
  const database = openDatabase(name);
  const run = async <Result>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Result>) => {
    const transaction = (await database).transaction(STORE, mode, { durability: "strict" });
    const request = act(transaction.objectStore(STORE));
    return new Promise<Result>((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(storageError(transaction.error));
    });
  };
  return {
    load: async (id) => {
      const found: unknown = await run("readonly", (store) => store.get(id));
      return found === undefined ? null : parseWrite(found);
    },
    save: async (write) => {
      await run("readwrite", (store) => store.put(write));
    },
    list: async () => {
      const found: unknown[] = await run("readonly", (store) => store.getAll());
      return found.map(parseWrite);
    },
    remove: async (id) => {
      await run("readwrite", (store) => store.delete(id));
    },
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = globalThis.indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(storageError(request.error));
  });
}

function storageError(cause: unknown): KontorError {
  return new KontorError({
    code: "JournalBroken",
    message: "The browser would not store the unfinished write.",
    hints: ["Free some space, and do not use a private window for writing."],
    retryable: true,
    cause,
  });
}
