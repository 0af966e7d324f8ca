import type { JournalOf } from "../journals/journal-of.ts";
import { indexedDbStore } from "./indexed-db-store.ts";

export type IndexedDbJournalParameters<Row> = {
  /** Of the database. */
  name: string;
  store: string;
  /** Reads a kept row; throws for what it did not write. */
  parse: (value: unknown) => Row;
};

/** A journal in the browser's IndexedDB. What was saved survives the tab, the browser and the machine. */
export function indexedDbJournalOf<Row extends { id: string }>(
  parameters: IndexedDbJournalParameters<Row>,
): JournalOf<Row> {
  const { name, store, parse } = parameters;
  const rows = indexedDbStore({ name, store, keyPath: "id" });
  return {
    load: async (id) => {
      const found = await rows.get(id);
      return found === undefined ? null : parse(found);
    },
    save: (row) => rows.put(row),
    list: async () => (await rows.getAll()).map(parse),
    remove: (id) => rows.remove(id),
  };
}
