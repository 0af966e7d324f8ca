import { parseRotation, type RotationJournal } from "../access/rotation.ts";
import { parseShare, type ShareJournal } from "../access/share.ts";
import type { Journal } from "../write/journal.ts";
import { parseWrite } from "../write/parse-write.ts";
import { indexedDbJournalOf } from "./indexed-db-journal.ts";

/** Writes in the browser's IndexedDB. */
export function indexedDbJournal({ name = "kontor-journal" }: { name?: string } = {}): Journal {
  return indexedDbJournalOf({ name, store: "writes", parse: parseWrite });
}

/** Rotations in the browser's IndexedDB. */
export function indexedDbRotationJournal(): RotationJournal {
  return indexedDbJournalOf({ name: "kontor-rotations", store: "rotations", parse: parseRotation });
}

/** Intents to share in the browser's IndexedDB. */
export function indexedDbShareJournal(): ShareJournal {
  return indexedDbJournalOf({ name: "kontor-shares", store: "shares", parse: parseShare });
}
