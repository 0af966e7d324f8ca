import { parseRotation, type RotationJournal } from "../access/rotation.ts";
import { jsonFiles } from "./json-files.ts";

/** A journal of key rotations in a directory: one file a rotation, as `jsonFiles` keeps them. Throws `JournalBroken`. */
export function fileRotationJournal({ directory }: { directory: string }): RotationJournal {
  const files = jsonFiles({ directory, suffix: ".rotation.json", parse: parseRotation });
  return { ...files, save: (rotation) => files.save({ id: rotation.id, value: rotation }) };
}
