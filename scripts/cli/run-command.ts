import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { toWire } from "#protocol/errors/wire-error.ts";
import { EXIT, exitCodeOf } from "./exit-codes.ts";

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
  try {
    process.exitCode = await main(args);
  } catch (error) {
    process.exitCode = reportError({ error, json: args.includes("--json") });
  }
}

/** Says what went wrong and answers the exit code. What is not a KontorError is a mistake of ours: its stack is shown. */
export function reportError({ error, json }: { error: unknown; json: boolean }): number {
  if (!isKontorError(error)) {
    process.stderr.write(
      `error [InternalFailure] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT.refused;
  }
  process.stderr.write(`error [${error.code}] ${error.message}\n`);
  if (error.details.file !== undefined) process.stderr.write(`  file: ${error.details.file}\n`);
  for (const hint of error.hints) process.stderr.write(`  hint: ${hint}\n`);
  if (json) process.stdout.write(`${JSON.stringify(toWire(error))}\n`);
  return exitCodeOf(error.code);
}
