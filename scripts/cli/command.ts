import type { parseArgs } from "node:util";
import { EXIT } from "./exit-codes.ts";
import { parseOptions } from "./parse-options.ts";

/** An option of a command, as `--help` shows it. */
export type Option = {
  type: "string" | "boolean";
  /** May be given many times. */
  multiple?: boolean;
  /** What its value is, such as URL; of a string only. */
  value?: string;
  text: string;
  /** The environment variable that stands in where the option is not given. */
  variable?: `KONTOR_${string}`;
};

export type Options = Readonly<Record<string, Option>>;

/** What was given for the options. */
export type Values<Given extends Options> = ReturnType<
  typeof parseArgs<{ options: { -readonly [Name in keyof Given]: Given[Name] }; strict: true }>
>["values"];

type Described = {
  /** The line after `kontor NAME`: the options that are needed. */
  usage: string;
  /** What it does, in a few sentences; lines as they are to stand. */
  text: string;
  /** A call as a person would make it, after `npx kontor`. */
  example: string;
  /** What the exit codes 0 and 1 mean here, where they mean more than done and refused. */
  ends?: { success?: string; refused?: string };
};

/** A subcommand of `kontor`, ready to be called. */
export type Command = Described & {
  options: Options;
  /** Does the work, writes what is to be said, and answers the exit code. */
  run: (args: readonly string[]) => Promise<number>;
};

export type CommandDefinition<Given extends Options> = Described & {
  options: Given;
  main: (values: Values<Given>) => Promise<number | undefined>;
};

/** A subcommand out of its description and its work; where `main` answers nothing, it ended well. */
export function defineCommand<const Given extends Options>(definition: CommandDefinition<Given>): Command {
  const { main, ...described } = definition;
  return {
    ...described,
    run: async (args) => (await main(parseOptions({ args, options: described.options }))) ?? EXIT.success,
  };
}

/** For every command that reports. */
export const JSON_OPTION = { type: "boolean", text: "JSON instead of sentences" } as const;
