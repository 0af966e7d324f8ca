import type { JsonValue } from "./json-value.ts";

/** A part of a document: JSON, or undefined where the document does not have it. */
export type Part = JsonValue | undefined;

/** Whether two parts say the same; the order of an object's members does not count. */
export function isSamePart(one: Part, other: Part): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object") return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((element, index) => isSamePart(element, other[index]));
  }
  const members = Object.entries(one);
  if (members.length !== Object.keys(other).length) return false;
  return members.every(([name, part]) => Object.hasOwn(other, name) && isSamePart(part, Reflect.get(other, name)));
}
