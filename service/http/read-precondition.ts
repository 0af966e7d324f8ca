import type { Context } from "hono";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { AppEnv } from "./app-env.ts";

const STRONG_TAG = /^"[\x21\x23-\x7e]{1,128}"$/;

/**
 * What a PUT expects to be there (RFC 9110, section 13): the ETag of `If-Match`, or null (nothing) for `If-None-Match: *`.
 * @throws KontorError PreconditionRequired without either; InvalidArgument for both, for lists and for weak tags
 */
export function readPrecondition(context: Context<AppEnv>): string | null {
  const match = context.req.header("if-match");
  const noneMatch = context.req.header("if-none-match");
  if (match === undefined && noneMatch === undefined) {
    throw new KontorError({
      code: "PreconditionRequired",
      message: "Say what you expect to be stored: If-None-Match: * for nothing, or If-Match with an ETag.",
    });
  }
  if (match === undefined && noneMatch === "*") return null;
  if (noneMatch === undefined && match !== undefined && STRONG_TAG.test(match)) return match;
  throw new KontorError({
    code: "InvalidArgument",
    message: "headers: expected If-None-Match: * or If-Match with one strong ETag.",
  });
}
