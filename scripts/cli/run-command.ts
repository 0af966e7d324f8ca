import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { toWire } from "#protocol/errors/wire-error.ts";
import { exitCodeOf } from "./exit-codes.ts";

export type RunCommandParameters = {
  /** What `--help` prints. */
  help: string;
  /** Does the work and answers the exit code. */
  main: (args: readonly string[]) => Promise<number>;
};

/**
 * Runs a script: `--help` anywhere, errors as `error [Code] message` with hints on stderr (and as one JSON line on stdout
 * with `--json`), and an exit code that says which sort of end it was.
 */
export async function runCommand({ help, main }: RunCommandParameters): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(`${help.trim()}\n`);
    return;
  }
  const json = args.includes("--json");
  // What fails outside of main's own chain of calls: Node would end with 1, which means "refused" here.
  process.on("uncaughtException", (error) => process.exit(reportError({ error, json })));
  try {
    process.exitCode = await main(args);
  } catch (error) {
    process.exitCode = reportError({ error, json });
  }
}

/** Says what went wrong and answers the exit code. What is not a KontorError is a mistake of ours, told in one line. */
export function reportError(parameters: { error: unknown; json: boolean }): number {
  const { json } = parameters;
  const error = isKontorError(parameters.error) ? parameters.error : internalFailure(parameters.error);
  process.stderr.write(`error [${error.code}] ${error.message}\n`);
  if (error.details.file !== undefined) process.stderr.write(`  file: ${error.details.file}\n`);
  for (const hint of error.hints) process.stderr.write(`  hint: ${hint}\n`);
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
