import { splitPointer } from "#protocol/json/json-pointer.ts";
import { text } from "./text.ts";

const INDEX = /^\d+$/;

/** A place in a record in words: `/emails/0/address` is "E-mail 1: Address". */
export function labelOfPointer(pointer: string): string {
  const steps = splitPointer(pointer) ?? [pointer];
  const parts: string[] = [];
  for (const step of steps) {
    const last = parts.length - 1;
    if (INDEX.test(step) && last >= 0) parts[last] = `${parts[last]} ${Number(step) + 1}`;
    else parts.push(text.members[step] ?? step);
  }
  if (parts[0] === text.members.labels && parts.length === 2) return parts[1] ?? "";
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")}: ${parts.at(-1)}`;
}
