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

/**
 * The validators' hook: turns a mismatch into a KontorError. It names where and what was expected, never what was given.
 * @throws KontorError InvalidArgument
 */
export function refuseInvalid(result: Result): undefined {
  if (result.success) return undefined;
  const issue = result.error?.issues[0];
  const place = [PARTS[result.target] ?? "request", ...(issue?.path ?? [])].join(".");
  const problem = issue === undefined || issue.code === "unrecognized_keys" ? "has unknown members" : issue.message;
  throw new KontorError({ code: "InvalidArgument", message: `${place}: ${problem}.`, details: { place } });
}
