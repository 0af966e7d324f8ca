import type { z } from "zod";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** What each part of a request is called in a refusal. */
const PARTS: Readonly<Record<string, string>> = {
  json: "body",
  param: "path",
  query: "query",
  header: "headers",
};

type Result = { target: string; success: boolean; error?: z.core.$ZodError };

/** Unknown members that are named, and characters of each: whoever sent them knows the rest. */
const MAX_NAMES = 5;
const MAX_NAME_LENGTH = 40;

/**
 * The validators' hook: turns a mismatch into a KontorError. It says where, in which row of a batch, and in the schema's own words what
 * was expected; of what was given only the names of members that nobody knows.
 * @throws KontorError InvalidArgument
 */
export function refuseInvalid(result: Result): undefined {
  if (result.success) return undefined;
  const issue = result.error?.issues[0];
  const place = [PARTS[result.target] ?? "request", ...(issue?.path ?? [])].join(".");
  const row = issue?.path.find((step) => typeof step === "number");
  throw new KontorError({
    code: "InvalidArgument",
    message: `${place}: ${describe(issue)}.`,
    details: { place, ...(row === undefined ? {} : { row }) },
  });
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return "is wrong";
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.slice(0, MAX_NAMES).map((key) => JSON.stringify(key.slice(0, MAX_NAME_LENGTH)));
    const more = issue.keys.length - names.length;
    return `has unknown members: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  }
  // What a choice expected stands in the choice that came nearest.
  if (issue.code === "invalid_union") {
    const nearest = issue.errors.flat().toSorted((left, right) => right.path.length - left.path.length)[0];
    if (nearest !== undefined) return describe(nearest);
  }
  return issue.message;
}
