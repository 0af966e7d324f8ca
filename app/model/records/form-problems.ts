import { type ReadDecimal, writeDecimal } from "#app/format/decimal-input.ts";
import { t } from "#app/i18n/i18n.ts";
import { joinPointer, splitPointer } from "#protocol/json/json-pointer.ts";
import type { RecordProblem } from "#protocol/record/parse-record.ts";
import type { ProblemKind } from "#protocol/record/problem-kinds.ts";
import { labelOfPointer } from "./label-of-pointer.ts";

/** What is wrong at a field of a form. */
export type FieldProblem = {
  /** Of the field, as the form's library names places: `emails.0.address`. */
  path: string;
  /** The field's name with the rows that it stands in. */
  label: string;
  /** A sentence of the app's own. */
  text: string;
};

/** A form was not taken: these are all of its problems. */
export class RefusedForm extends Error {
  override readonly name = "RefusedForm";
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    super(`${problems.length} fields of the form have problems.`);
    this.problems = problems;
  }
}

/** Members that the form keeps at its top. */
const MOVED: Readonly<Record<string, string>> = {
  "labels.classification": "classification",
  "labels.region": "region",
};

/** The field that can put right what is wrong with several of them together. */
const FIELD_OF_SEVERAL: Partial<Record<ProblemKind, string>> = {
  noName: "givenName",
  noPlace: "street",
  nobody: "name",
};

/** Kinds that say more of a field that nobody has filled in than that it is needed. */
const SAID_OF_BLANKS: ReadonlySet<ProblemKind> = new Set(["noName", "noPlace", "nobody", "noCurrency"]);

/** The place in a form of a problem with its record. */
export function pathOfProblem({ pointer, kind }: Pick<RecordProblem, "pointer" | "kind">): string {
  const steps = splitPointer(pointer) ?? [];
  const field = FIELD_OF_SEVERAL[kind];
  const path = [...steps, ...(field === undefined ? [] : [field])].join(".");
  return MOVED[path] ?? path;
}

/** A problem of a record, said of its field. @param typed what stands in the field */
export function problemOfField(given: {
  path: string;
  typed: unknown;
  problem: Omit<RecordProblem, "pointer" | "problem">;
}): FieldProblem {
  const { path, typed, problem } = given;
  const text = typed === "" && !SAID_OF_BLANKS.has(problem.kind) ? t("problems.kinds.needed") : textOf(problem);
  return { path, label: labelOfPath(path), text };
}

/** What was typed as a number and is none. */
export function problemOfDecimal({
  path,
  read,
}: {
  path: string;
  read: Exclude<ReadDecimal, { decimal: string }>;
}): FieldProblem {
  const text =
    read.problem === "ambiguous"
      ? t("problems.kinds.ambiguous", { whole: read.whole, fraction: read.fraction })
      : t("problems.kinds.notDecimal", { example: writeDecimal("1234.50") });
  return { path, label: labelOfPath(path), text };
}

function textOf({ kind, limit = 0 }: { kind: ProblemKind; limit?: number }): string {
  if (kind === "currencyDigits") return t("problems.kinds.currencyDigits", { count: limit });
  return t(`problems.kinds.${kind}`, { limit });
}

function labelOfPath(path: string): string {
  if (path === "") return t("records.record");
  return labelOfPointer(path.split(".").reduce((pointer, token) => joinPointer({ pointer, token }), ""));
}
