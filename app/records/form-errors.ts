import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { splitPointer } from "#protocol/json/json-pointer.ts";

/** Where the problem of a refused record shows: a field of the form, and the rest of a sentence about it. */
export type FieldProblem = { path: string; problem: string };

/** Members that the form keeps at its top. */
const MOVED: Readonly<Record<string, string>> = {
  "labels.classification": "classification",
  "labels.region": "region",
};

/**
 * The place and the reason of a refused record; null where the error is not about a place in it. The refused record must
 * have come from the form as it stands (no blank rows), or places would be off.
 */
export function problemOf(error: unknown): FieldProblem | null {
  if (!isKontorError(error)) return null;
  const { pointer, problem } = error.details;
  if (typeof pointer !== "string" || typeof problem !== "string") return null;
  const steps = splitPointer(pointer);
  if (steps === undefined) return null;
  const path = steps.join(".");
  return { path: MOVED[path] ?? path, problem };
}
