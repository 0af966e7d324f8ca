import { parseArgs } from "node:util";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Options, Values } from "./command.ts";
import { suggest } from "./suggest.ts";

export type ParseOptionsParameters<Given extends Options> = {
  args: readonly string[];
  options: Given;
  environment?: Readonly<Record<string, string | undefined>>;
};

/** People try these; a process's arguments are open to everyone on the machine. */
const SECRET = /key|pass|secret|words|mnemonic|seed/i;

/**
 * Command-line options, strictly: what is unknown, lacks its value or stands twice is `InvalidArgument`, and so are positional
 * arguments. An option that is not given is taken from its environment variable; an empty one counts as not set.
 */
export function parseOptions<const Given extends Options>(parameters: ParseOptionsParameters<Given>): Values<Given> {
  const { args, options, environment = process.env } = parameters;
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const values: Record<string, string | boolean | string[]> = {};
  for (const token of tokens) {
    if (token.kind === "positional") throw usageError(`"${token.value}" is not expected: there are options only.`);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined || rawName !== `--${name}`) throw unknownOption({ rawName, options });
    if (option.type === "boolean") {
      if (value !== undefined) throw usageError(`${rawName} takes no value.`);
      values[name] = true;
      continue;
    }
    if (value === undefined || (!token.inlineValue && value.startsWith("-"))) {
      throw usageError(`${rawName} needs a value: ${rawName} ${option.value ?? "VALUE"}.`);
    }
    if (option.multiple === true) values[name] = [...((values[name] as string[] | undefined) ?? []), value];
    else if (values[name] !== undefined) throw usageError(`${rawName} is given twice.`);
    else values[name] = value;
  }
  for (const [name, { variable, multiple }] of Object.entries(options)) {
    const value = variable === undefined ? undefined : environment[variable];
    if (value !== undefined && value !== "") values[name] ??= multiple === true ? [value] : value;
  }
  return values as Values<Given>;
}

function unknownOption({ rawName, options }: { rawName: string; options: Options }): KontorError {
  const meant = suggest({ given: rawName, known: Object.keys(options).map((name) => `--${name}`) });
  const hints = [
    ...(meant === null ? [] : [`Did you mean ${meant}?`]),
    ...(SECRET.test(rawName) ? ["Secrets come from a file, the environment or a prompt, never as an argument."] : []),
    "--help lists the options.",
  ];
  return new KontorError({ code: "InvalidArgument", message: `There is no option ${rawName} here.`, hints });
}

/** Bad usage: exit code 2. */
export function usageError(message: string): KontorError {
  return new KontorError({ code: "InvalidArgument", message, hints: ["--help lists the options."] });
}
