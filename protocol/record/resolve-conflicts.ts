import { splitPointer } from "../json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import type { Part } from "../json/same-part.ts";
import type { FieldConflict, MergedRecord } from "./merge-records.ts";

/** Which side of a conflict is taken. */
export type Choice = "mine" | "theirs";

/**
 * The merged record with every conflict decided. A side that does not have the place any more takes it away; a list that is
 * empty then goes with it.
 * @param choices by the conflict's pointer; where there is none, theirs is taken.
 */
export function resolveConflicts(parameters: MergedRecord & { choices: ReadonlyMap<string, Choice> }): JsonObject {
  const { record, conflicts, choices } = parameters;
  const decided = conflicts.map(({ pointer, mine, theirs }: FieldConflict) => ({
    path: splitPointer(pointer) ?? [],
    part: choices.get(pointer) === "mine" ? mine : theirs,
  }));
  // From the back: what is taken out of a list must not move what is still to be decided.
  const resolved = decided.reduceRight<Part>((of, { path, part }) => withPart({ of, path, part }), record);
  return resolved !== undefined && isJsonObject(resolved) ? resolved : record;
}

function withPart({ of, path, part }: { of: Part; path: readonly string[]; part: Part }): Part {
  const [token, ...rest] = path;
  if (token === undefined) return part;
  if (Array.isArray(of)) {
    const index = Number(token);
    const element = withPart({ of: of[index], path: rest, part });
    const changed: JsonValue[] = [...of];
    if (element === undefined) changed.splice(index, 1);
    else changed[index] = element;
    return changed.length === 0 ? undefined : changed;
  }
  const members: Record<string, JsonValue> =
    of !== undefined && isJsonObject(of as JsonValue) ? { ...(of as JsonObject) } : {};
  const member = withPart({ of: Object.hasOwn(members, token) ? members[token] : undefined, path: rest, part });
  if (member === undefined) delete members[token];
  else members[token] = member;
  return members;
}
