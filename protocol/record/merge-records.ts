import { joinPointer } from "../json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { isSamePart, type Part } from "../json/same-part.ts";
import { alignLists, hasTwoPrimaries } from "./align-lists.ts";

/** A place that two people changed differently. */
export type FieldConflict = {
  /** JSON pointer into the merged record; where neither list nor member is there any more, where it would be. */
  pointer: string;
  base: Part;
  mine: Part;
  theirs: Part;
};

export type MergeRecordsParameters = {
  /** What both began with. */
  base: JsonObject;
  /** What one made of it. */
  mine: JsonObject;
  /** What the other made of it; it is on the chain already. */
  theirs: JsonObject;
};

export type MergedRecord = {
  /** Both changes; at a conflict, theirs, or what the one side still has. */
  record: JsonObject;
  conflicts: FieldConflict[];
};

/**
 * Merges two edits of one record, field by field. What only one side changed is taken; what both changed alike is taken once;
 * the rest is a conflict. An element of a list is compared with what it was before, wherever it stands now.
 * The result is not checked against a schema: two good edits can add up to a record that is none.
 */
export function mergeRecords({ base, mine, theirs }: MergeRecordsParameters): MergedRecord {
  const conflicts: FieldConflict[] = [];
  const record = mergeObjects({ pointer: "", base, mine, theirs, conflicts });
  return { record, conflicts };
}

type Merge<Of> = { pointer: string; base: Of; mine: Of; theirs: Of; conflicts: FieldConflict[] };

function mergeParts({ pointer, base, mine, theirs, conflicts }: Merge<Part>): Part {
  if (isSamePart(mine, theirs) || isSamePart(base, mine)) return theirs;
  if (isSamePart(base, theirs)) return mine;
  if (isObject(mine) && isObject(theirs) && (base === undefined || isObject(base))) {
    return mergeObjects({ pointer, base: base ?? {}, mine, theirs, conflicts });
  }
  if (isList(mine) && isList(theirs) && (base === undefined || isList(base))) {
    return mergeLists({ pointer, base: base ?? [], mine, theirs, conflicts });
  }
  conflicts.push({ pointer, base, mine, theirs });
  return theirs ?? mine;
}

function mergeObjects({ pointer, base, mine, theirs, conflicts }: Merge<JsonObject>): JsonObject {
  const merged: Record<string, JsonValue> = {};
  for (const token of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const part = mergeParts({
      pointer: joinPointer({ pointer, token }),
      base: own({ of: base, token }),
      mine: own({ of: mine, token }),
      theirs: own({ of: theirs, token }),
      conflicts,
    });
    if (part !== undefined) merged[token] = part;
  }
  return merged;
}

function mergeLists({ pointer, base, mine, theirs, conflicts }: Merge<readonly JsonValue[]>): Part {
  const merged: JsonValue[] = [];
  const inside: FieldConflict[] = [];
  for (const slot of alignLists({ base, mine, theirs })) {
    const place = joinPointer({ pointer, token: merged.length });
    const part = mergeParts({ ...slot, pointer: place, conflicts: inside });
    if (part !== undefined) merged.push(part);
  }
  if (!hasTwoPrimaries(merged) || hasTwoPrimaries(mine) || hasTwoPrimaries(theirs)) {
    conflicts.push(...inside);
    return merged.length === 0 ? undefined : merged;
  }
  conflicts.push({ pointer, base: base.length === 0 ? undefined : base, mine, theirs });
  return theirs;
}

function own({ of, token }: { of: JsonObject; token: string }): Part {
  return Object.hasOwn(of, token) ? of[token] : undefined;
}

function isObject(part: Part): part is JsonObject {
  return part !== undefined && isJsonObject(part);
}

function isList(part: Part): part is readonly JsonValue[] {
  return Array.isArray(part);
}
