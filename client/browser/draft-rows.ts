import type { DraftRows } from "../drafts/form-drafts.ts";
import { indexedDbStore } from "./indexed-db-store.ts";

/** Sealed drafts of forms in the browser's IndexedDB. */
export function indexedDbDraftRows({ name = "kontor-drafts" }: { name?: string } = {}): DraftRows {
  return indexedDbStore({ name, store: "drafts", keyPath: "key" });
}
