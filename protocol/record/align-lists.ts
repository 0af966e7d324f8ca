import type { JsonValue } from "../json/json-value.ts";
import { isSamePart, type Part } from "../json/same-part.ts";

/** One element as it was, and as each side has it; undefined where it is not in that list. */
export type Slot = { base: Part; mine: Part; theirs: Part };

type Lists = { base: readonly JsonValue[]; mine: readonly JsonValue[]; theirs: readonly JsonValue[] };

/** Members that tell an element from its neighbours while the rest of it is edited, the most telling first. */
const NAMING_MEMBERS = ["address", "number", "name", "system", "value", "id"] as const;

/**
 * Which elements of three versions of a list are one and the same: equal ones, then those of one name (an e-mail's address, a
 * phone's number), then those that are left at one place. Kept elements come first, in the order of whoever moved them, then
 * theirs, then mine.
 */
export function alignLists({ base, mine, theirs }: Lists): Slot[] {
  const ofMine = match({ from: base, to: mine });
  const ofTheirs = match({ from: base, to: theirs });
  const hasTheirsMoved = isMoved(ofTheirs.pairs);
  const preferred = hasTheirsMoved ? ofTheirs.pairs : ofMine.pairs;
  const kept = base.map((element, index) => {
    const slot: Slot = {
      base: element,
      mine: elementAt({ list: mine, index: ofMine.pairs[index] }),
      theirs: elementAt({ list: theirs, index: ofTheirs.pairs[index] }),
    };
    return { slot, place: preferred[index] ?? index - 0.5 };
  });
  kept.sort((one, other) => one.place - other.place);
  const added: Slot[] = ofTheirs.added.map((element) => ({ base: undefined, mine: undefined, theirs: element }));
  for (const element of ofMine.added) {
    const twin = added.find((slot) => slot.mine === undefined && isNamedAlike(slot.theirs, element));
    if (twin === undefined) added.push({ base: undefined, mine: element, theirs: undefined });
    else twin.mine = element;
  }
  return [...kept.map(({ slot }) => slot), ...added];
}

/** At most one element of a list is the primary one. */
export function hasTwoPrimaries(list: readonly JsonValue[]): boolean {
  return list.filter((element) => memberOf(element, "primary") === true).length > 1;
}

/** For each element of a list, where it is in another version of it; and what is only in that one. */
function match({ from, to }: { from: readonly JsonValue[]; to: readonly JsonValue[] }) {
  const pairs: (number | undefined)[] = from.map(() => undefined);
  const taken = new Set<number>();
  const pair = (isPair: (parameters: { was: JsonValue; is: JsonValue; before: number; after: number }) => boolean) => {
    for (const [before, was] of from.entries()) {
      if (pairs[before] !== undefined) continue;
      const after = to.findIndex((is, index) => !taken.has(index) && isPair({ was, is, before, after: index }));
      if (after === -1) continue;
      pairs[before] = after;
      taken.add(after);
    }
  };
  pair(({ was, is }) => isSamePart(was, is));
  pair(({ was, is }) => isNamedAlike(was, is));
  pair(({ before, after }) => before === after);
  return { pairs, added: to.filter((_, index) => !taken.has(index)) };
}

function isMoved(pairs: readonly (number | undefined)[]): boolean {
  const places = pairs.filter((place) => place !== undefined);
  return places.some((place, index) => index > 0 && place < (places[index - 1] as number));
}

function isNamedAlike(one: Part, other: Part): boolean {
  if (isSamePart(one, other)) return true;
  const member = NAMING_MEMBERS.find((name) => typeof memberOf(one, name) === "string");
  return member !== undefined && memberOf(one, member) === memberOf(other, member);
}

function memberOf(part: Part, name: string): Part {
  if (typeof part !== "object" || Array.isArray(part) || !Object.hasOwn(part, name)) return undefined;
  return Reflect.get(part, name);
}

function elementAt({ list, index }: { list: readonly JsonValue[]; index: number | undefined }): Part {
  return index === undefined ? undefined : list[index];
}
