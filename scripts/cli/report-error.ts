import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { toWire } from "#protocol/errors/wire-error.ts";
import { exitCodeOf } from "./exit-codes.ts";

/** Says what went wrong and answers the exit code. What is not a KontorError is a mistake of ours, told in one line. */
export function reportError(parameters: { error: unknown; json: boolean }): number {
  const { json } = parameters;
  const error = isKontorError(parameters.error) ? parameters.error : internalFailure(parameters.error);
  process.stderr.write(`error [${error.code}] ${error.message}\n`);
  if (error.details.file !== undefined) process.stderr.write(`  file: ${error.details.file}\n`);
  for (const hint of error.hints) process.stderr.write(`  hint: ${hint}\n`);
  // Public values by definition; without them a changed key, say, could not be compared.
  for (const [name, value] of Object.entries(error.details)) {
    if (name !== "file") process.stderr.write(`  ${name}: ${value}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(toWire(error))}\n`);
  return exitCodeOf(error.code);
}

function internalFailure(cause: unknown): KontorError {
  const [line = ""] = (cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)).split("\n");
  return new KontorError({
    code: "InternalFailure",
    message: `The command failed by a mistake of its own: ${line.slice(0, 200)}`,
    hints: ["Nothing can be concluded from this run. Please report it, with what you called."],
    cause,
  });
}
