import type { Classification, Labels } from "#protocol/envelope/labels.ts";
import { toInstant, toLocalInput } from "./interaction-form.ts";
import { prune } from "./prune.ts";

/** A note as the form edits it. `at` is local time as `<input type="datetime-local">` has it. */
export type NoteForm = { title: string; text: string; at: string; classification: Classification; region: string };

export function emptyNoteForm({ labels, now }: { labels: Labels; now: Date }): NoteForm {
  return { title: "", text: "", at: toLocalInput(now), ...labels };
}

/** The record that the form says; not yet checked against the schema. */
export function formToNote({ classification, region, at, ...texts }: NoteForm): Record<string, unknown> {
  return {
    schema: "note/1",
    labels: { classification, region },
    ...prune(texts),
    ...(at === "" ? {} : { at: toInstant(at) }),
  };
}
