import type { Journal } from "../write/journal.ts";
import { parseWrite } from "../write/parse-write.ts";
import { jsonFiles } from "./json-files.ts";

/** A journal of writes in a directory: one file a write, as `jsonFiles` keeps them. Throws `JournalBroken`. */
export function fileJournal({ directory }: { directory: string }): Journal {
  const files = jsonFiles({ directory, suffix: ".write.json", parse: parseWrite });
  return { ...files, save: (write) => files.save({ id: write.id, value: write }) };
}
