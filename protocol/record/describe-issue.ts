import type { z } from "zod";
import { PROBLEM_KINDS, type ProblemKind } from "./problem-kinds.ts";

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a value, read on from its place. Says rules and member names, never values.
 * @param given what stands at the place
 */
export function describeIssue({ issue, given }: { issue: Issue; given: unknown }): string {
  switch (issue.code) {
    case "invalid_type":
      return given === undefined ? "is missing" : `is not of type ${issue.expected}`;
    case "unrecognized_keys":
      return `has members that are not known: ${issue.keys
        .map((name) => name.slice(0, 40))
        .slice(0, 5)
        .join(", ")}`;
    case "invalid_value":
      return `is not one of ${issue.values.map(String).join(", ")}`;
    case "invalid_union":
      return "has none of the types that are known";
    case "too_big":
      return issue.origin === "array" ? issue.message : `is over ${issue.maximum}`;
    case "too_small":
      return issue.origin === "array" ? issue.message : `is under ${issue.minimum}`;
    default:
      return issue.message;
  }
}

/** The kind of the same, and the number that the rule names. */
export function kindOfIssue({ issue, given }: { issue: Issue; given: unknown }): { kind: ProblemKind; limit?: number } {
  switch (issue.code) {
    case "invalid_type":
      if (given === undefined) return { kind: "missing" };
      return { kind: issue.expected === "int" || issue.expected === "number" ? "integer" : "type" };
    case "unrecognized_keys":
      return { kind: "unknownMember" };
    case "invalid_value":
    case "invalid_union":
      return { kind: given === undefined ? "missing" : "choice" };
    case "too_big":
      return { kind: issue.origin === "array" ? "tooMany" : "over", limit: Number(issue.maximum) };
    case "too_small":
      return issue.origin === "array" ? { kind: "emptyList" } : { kind: "under", limit: Number(issue.minimum) };
    case "invalid_format":
      if (issue.format === "date") return { kind: "date" };
      return { kind: issue.format === "datetime" ? "instant" : "other" };
    case "custom":
      return ruleOf(issue.params);
    default:
      return { kind: "other" };
  }
}

function ruleOf(params: Record<string, unknown> = {}): { kind: ProblemKind; limit?: number } {
  const kind = PROBLEM_KINDS.find((known) => known === params.kind) ?? "other";
  return typeof params.limit === "number" ? { kind, limit: params.limit } : { kind };
}
