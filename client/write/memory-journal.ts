import type { Journal } from "./journal.ts";
import { parseWrite } from "./parse-write.ts";

/** A journal that lasts as long as the process: for tests, and where losing an unfinished write is acceptable. */
export function memoryJournal(): Journal {
  const writes = new Map<string, string>();
  return {
    load: async (id) => {
      const text = writes.get(id);
      return text === undefined ? null : parseWrite(JSON.parse(text));
    },
    save: async (write) => {
      writes.set(write.id, JSON.stringify(write));
    },
    list: async () => [...writes.values()].map((text) => parseWrite(JSON.parse(text))),
    remove: async (id) => {
      writes.delete(id);
    },
  };
}
