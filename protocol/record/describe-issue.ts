import type { z } from "zod";

/** What is wrong with a value, read on from its place. Says rules and member names, never values. */
export function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing, or is not the right type" : `is not of type ${issue.expected}`;
    case "unrecognized_keys":
      return `has members that are not known: ${issue.keys
        .map((name) => name.slice(0, 40))
        .slice(0, 5)
        .join(", ")}`;
    case "invalid_value":
      return `is not one of ${issue.values.map(String).join(", ")}`;
    case "invalid_union":
      return `has none of the types that are known`;
    case "too_big":
      return `is over ${issue.maximum}`;
    case "too_small":
      return `is under ${issue.minimum}`;
    default:
      return issue?.message ?? "is not valid";
  }
}
