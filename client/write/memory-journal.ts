import { memoryJournalOf } from "../journals/journal-of.ts";
import type { Journal } from "./journal.ts";
import { parseWrite } from "./parse-write.ts";

/** A journal that lasts as long as the process: for tests, and where losing an unfinished write is acceptable. */
export function memoryJournal(): Journal {
  return memoryJournalOf({ parse: parseWrite });
}
