import { t } from "#app/i18n/i18n.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { splitPointer } from "#protocol/json/json-pointer.ts";
import { labelOfPointer } from "./label-of-pointer.ts";

/** Where the problem of a refused record shows: a field of the form, its name, and what is wrong with it. */
export type FieldProblem = { path: string; label: string; problem: string };

/** Members that the form keeps at its top. */
const MOVED: Readonly<Record<string, string>> = {
  "labels.classification": "classification",
  "labels.region": "region",
};

/** The place and the reason of a refused record; null where the error is not about a place in it. */
export function problemOf(error: unknown): FieldProblem | null {
  if (!isKontorError(error)) return null;
  const { pointer, problem } = error.details;
  if (typeof pointer !== "string" || typeof problem !== "string") return null;
  const path = (splitPointer(pointer) ?? []).join(".");
  return {
    path: MOVED[path] ?? path,
    label: pointer === "" ? t("records.record") : labelOfPointer(pointer),
    problem: problem.startsWith("is missing") ? t("records.needed") : problem,
  };
}
