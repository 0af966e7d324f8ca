import type { Address, Hex } from "viem";
import { t } from "#app/i18n/i18n.ts";
import type { EditConflict } from "#client/write/merge-edits.ts";
import { joinPointer } from "#protocol/json/json-pointer.ts";
import type { JsonValue } from "#protocol/json/json-value.ts";
import type { Part } from "#protocol/json/same-part.ts";
import { labelOfPointer } from "../records/label-of-pointer.ts";

/** One place of a profile that two people changed differently, in words; a value is null on the side that does not have it. */
export type ConflictingField = {
  pointer: string;
  label: string;
  before: string | null;
  mine: string | null;
  theirs: string | null;
};

/** What a person is asked about one customer's profile. */
export type ConflictingEdit = {
  customer: Hex;
  /** Of the newer profile's entry, and who wrote it. */
  head: Hex;
  author: Address;
  fields: ConflictingField[];
};

/** The places in conflict as a person reads them: whatever merged by itself is not among them. */
export function conflictingFields({ customer, head, author, conflicts }: EditConflict): ConflictingEdit {
  const fields = conflicts.map(({ pointer, base, mine, theirs }) => {
    const [own, other] = [linesOf({ pointer, part: mine }), linesOf({ pointer, part: theirs })];
    // Of a whole profile only what differs, or the few lines to look at would drown.
    const differ = (lines: string[], others: string[]) =>
      pointer === "" ? lines.filter((line) => !others.includes(line)) : lines;
    return {
      pointer,
      label: pointer === "" ? t("writes.conflict.whole") : labelOfPointer(pointer),
      before: pointer === "" ? null : textOf(linesOf({ pointer, part: base })),
      mine: textOf(differ(own, other)),
      theirs: textOf(differ(other, own)),
    };
  });
  return { customer, head, author, fields };
}

function textOf(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : lines.join("\n");
}

/** A single value as it is; of a list or an object each value with its name. */
function linesOf({ pointer, part }: { pointer: string; part: Part }): string[] {
  if (part === undefined) return [];
  if (typeof part !== "object") return [spoken(part)];
  return leavesOf({ pointer, part }).map(({ pointer: place, value }) => `${labelOfPointer(place)}: ${spoken(value)}`);
}

type Leaf = { pointer: string; value: string | number | boolean };

function leavesOf({ pointer, part }: { pointer: string; part: JsonValue }): Leaf[] {
  if (typeof part !== "object") return [{ pointer, value: part }];
  const members: [string | number, JsonValue][] = Array.isArray(part)
    ? part.map((element: JsonValue, index) => [index, element])
    : Object.entries(part);
  return members.flatMap(([token, inner]) => leavesOf({ pointer: joinPointer({ pointer, token }), part: inner }));
}

function spoken(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? t("records.yes") : t("records.no");
  return String(value);
}
