import { parseRotation, type RotationJournal } from "#client/access/rotation.ts";
import { memoryJournalOf } from "#client/journals/journal-of.ts";

/** A journal that lasts as long as the process. */
export function memoryRotationJournal(): RotationJournal {
  return memoryJournalOf({ parse: parseRotation });
}
