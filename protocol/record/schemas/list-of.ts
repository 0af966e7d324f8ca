import { z } from "zod";
import { problemOfRule } from "../problem-kinds.ts";

/** Elements in one list; all fields of a record together are limited as well. */
export const MAX_LIST_LENGTH = 300;

/** A list with something in it: an empty one is left out, so that there is one way to say nothing. */
export function listOf<Element extends z.ZodType>(element: Element) {
  return z
    .array(element)
    .min(1, { error: "is an empty list: leave it out instead" })
    .max(MAX_LIST_LENGTH, { error: `has more than ${MAX_LIST_LENGTH} elements` });
}

/** A list where at most one element is the primary one. */
export function listWithPrimary<Element extends z.ZodType<{ primary?: boolean }>>(element: Element) {
  return listOf(element).refine((elements) => elements.filter(({ primary }) => primary === true).length <= 1, {
    ...problemOfRule({ kind: "primaries", words: "has more than one primary element" }),
    when: ({ value }) => Array.isArray(value),
  });
}
