/**
 * Where workflows of one kind survive a crash, by their id. `save` returns only when the row is durable, and replaces the whole of
 * it or nothing. One process at a time works on one.
 */
export type JournalOf<Row extends { id: string }> = {
  load(id: string): Promise<Row | null>;
  save(row: Row): Promise<void>;
  list(): Promise<Row[]>;
  remove(id: string): Promise<void>;
};

export type MemoryJournalParameters<Row> = {
  /** Reads a kept row; throws for what it did not write. */
  parse: (value: unknown) => Row;
};

/** A journal that lasts as long as the process: for tests, and where losing what is unfinished is acceptable. */
export function memoryJournalOf<Row extends { id: string }>({ parse }: MemoryJournalParameters<Row>): JournalOf<Row> {
  const rows = new Map<string, string>();
  return {
    load: async (id) => {
      const text = rows.get(id);
      return text === undefined ? null : parse(JSON.parse(text));
    },
    save: async (row) => {
      rows.set(row.id, JSON.stringify(row));
    },
    list: async () => [...rows.values()].map((text) => parse(JSON.parse(text))),
    remove: async (id) => {
      rows.delete(id);
    },
  };
}
