import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { KontorError } from "#protocol/errors/kontor-error.ts";

export type ParseOptionsParameters<Options extends ParseArgsOptionsConfig> = {
  args: readonly string[];
  options: Options;
};

/** Command-line options, strictly: what is unknown or lacks its value is `InvalidArgument`, positional arguments too. */
export function parseOptions<const Options extends ParseArgsOptionsConfig>(
  parameters: ParseOptionsParameters<Options>,
) {
  const { args, options } = parameters;
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw usageError(error instanceof Error ? (error.message.split("\n")[0] ?? "") : "The options can not be read.");
  }
}

/** Bad usage: exit code 2. */
export function usageError(message: string): KontorError {
  return new KontorError({ code: "InvalidArgument", message, hints: ["--help lists the options."] });
}
