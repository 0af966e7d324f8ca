/**
 * What can be wrong at a place of a record, as a word that stays: who shows a problem to people says it in words of their own,
 * and needs no English of this project's.
 */
export const PROBLEM_KINDS = [
  /** A member that has to be there is not. */
  "missing",
  /** Text without a visible character. */
  "empty",
  /** Text over `limit` bytes. */
  "tooLong",
  /** Text with a character that cannot be stored. */
  "text",
  /** Not text, number, list or object where one of these is expected. */
  "type",
  "integer",
  "unknownMember",
  /** None of the values that there are. */
  "choice",
  /** A number over or under `limit`. */
  "over",
  "under",
  /** A list with more than `limit` elements, or with none. */
  "tooMany",
  "emptyList",
  "date",
  "partialDate",
  "instant",
  "decimal",
  "currency",
  /** An amount or a price stands without a currency. */
  "noCurrency",
  /** More digits after the point than the `limit` that the currency has. */
  "currencyDigits",
  "email",
  "website",
  "country",
  "region",
  "hash",
  /** An address without a place, a person without a name, a relation to nobody. */
  "noPlace",
  "noName",
  "nobody",
  /** More than one element of a list is the primary one. */
  "primaries",
  /** Another own field has the same name. */
  "sameName",
  /** Refused by the schema for a reason that has no word here. */
  "other",
] as const;

export type ProblemKind = (typeof PROBLEM_KINDS)[number];

type Rule = { kind: ProblemKind; words: string; limit?: number };

/** A rule's parameters for zod: the kind for programs, and the words for people, which read on from the place. */
export function problemOfRule({ kind, words, limit }: Rule) {
  return { error: words, params: { kind, ...(limit === undefined ? {} : { limit }) } };
}

export type IssueOfRule = { code: "custom"; path: (string | number)[]; message: string; params: { kind: ProblemKind } };

/** An issue at a place below the one where the rule stands. */
export function issueOfRule({ path, ...rule }: Rule & { path: readonly (string | number)[] }): IssueOfRule {
  const { error, params } = problemOfRule(rule);
  return { code: "custom", path: [...path], message: error, params };
}

/**
 * When a rule over several members is asked: zod would leave it out as soon as one of them is missing, and its problem
 * would show only when that one is repaired.
 */
export function isAnObject({ value }: { value: unknown }): boolean {
  return typeof value === "object" && value !== null;
}
