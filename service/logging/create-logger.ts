import { type DestinationStream, type Logger, pino } from "pino";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";

/**
 * The service's logger: one JSON object a line. Of errors only what cannot hold somebody's data is written: a KontorError
 * as it is; of every other its name, codes and stack frames, but no message (a JSON parser quotes the body in its, an RPC
 * client the URL with its key).
 */
export function createLogger({
  level,
  destination,
}: {
  level: ServiceConfiguration["logLevel"];
  destination?: DestinationStream;
}): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const MAX_CAUSES = 4;

function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth > MAX_CAUSES) return undefined;
  const cause = describeError(error.cause, depth + 1);
  if (isKontorError(error)) {
    const { code, message, hints, details } = error;
    return { code, message, hints, details, cause };
  }
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { name: error.name, ...codesOf(error), frames: frames.map((line) => line.trim()), cause };
}

function codesOf(error: Error): Record<string, string | number> {
  const codes: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(error)) {
    if (["code", "errcode", "errno", "status", "syscall"].includes(name)) {
      if (typeof value === "string" || typeof value === "number") codes[name] = value;
    }
  }
  return codes;
}
