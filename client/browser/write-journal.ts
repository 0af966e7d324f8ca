import type { Journal } from "../write/journal.ts";
import { parseWrite } from "../write/parse-write.ts";
import { indexedDbStore } from "./indexed-db-store.ts";

/** A journal in the browser's IndexedDB. A write that was saved survives the tab, the browser and the machine. */
export function indexedDbJournal({ name = "kontor-journal" }: { name?: string } = {}): Journal {
  const store = indexedDbStore({ name, store: "writes", keyPath: "id" });
  return {
    load: async (id) => {
      const found = await store.get(id);
      return found === undefined ? null : parseWrite(found);
    },
    save: (write) => store.put(write),
    list: async () => (await store.getAll()).map(parseWrite),
    remove: (id) => store.remove(id),
  };
}
