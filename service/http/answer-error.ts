import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { toWire } from "#protocol/errors/wire-error.ts";
import type { AppEnv } from "./app-env.ts";
import { statusOf } from "./status-of.ts";

/**
 * Answers an error as JSON. What the program did not foresee becomes a 500 that says only the request's id; the error
 * itself goes to the log.
 */
export function answerError({
  error,
  context,
  logger,
}: {
  error: unknown;
  context: Context<AppEnv>;
  logger: Logger;
}): Response {
  const known = toKontorError(error);
  const requestId = context.get("requestId");
  if (known === undefined) logger.error({ requestId, err: error }, "a request failed in a way nobody foresaw");
  const answered = known ?? internalFailure(requestId);
  const status = statusOf(answered.code);
  const { file, ...details } = answered.details;
  if (status === 503 || status === 507) {
    logger.warn({ requestId, code: answered.code, file, hints: answered.hints, err: answered.cause }, "refused");
  }
  context.set("errorCode", answered.code);
  // Where the operator's files are is for the log.
  const response = context.json(toWire(new KontorError({ ...answered, message: answered.message, details })), status);
  response.headers.set("Cache-Control", "no-store");
  const retryAfter = answered.details.retryAfterSeconds;
  if (retryAfter !== undefined) response.headers.set("Retry-After", String(retryAfter));
  if (status === 401) response.headers.set("WWW-Authenticate", "Bearer");
  return response;
}

/** Hono and its validators throw HTTPException for what they refuse. */
function toKontorError(error: unknown): KontorError | undefined {
  if (isKontorError(error)) return error;
  if (!(error instanceof HTTPException) || error.status >= 500) return undefined;
  if (error.status === 415) {
    return new KontorError({ code: "UnsupportedMediaType", message: "The body has another media type than expected." });
  }
  return new KontorError({ code: "InvalidArgument", message: "The request is malformed." });
}

function internalFailure(requestId: string): KontorError {
  return new KontorError({
    code: "InternalFailure",
    message: "The service failed.",
    hints: ["Name the request id to the service's operator."],
    details: { requestId },
  });
}
