import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { COMMANDS } from "../commands.ts";
import { EXIT } from "./exit-codes.ts";
import { PROJECT_ROOT } from "./project-root.ts";
import { renderCommandHelp, renderList } from "./render-help.ts";
import { reportError } from "./report-error.ts";
import { suggest } from "./suggest.ts";

/**
 * Runs `kontor` with its arguments and sets the exit code. `--help` anywhere is answered; errors are `error [Code] message` with
 * hints on stderr, and with `--json` one JSON line on stdout besides.
 */
export async function runKontor(args: readonly string[]): Promise<void> {
  const json = args.includes("--json");
  // What fails outside of the command's own chain of calls: Node would end with 1, which means "refused" here.
  process.on("uncaughtException", (error) => process.exit(reportError({ error, json })));
  try {
    process.exitCode = await dispatch(args);
  } catch (error) {
    process.exitCode = reportError({ error, json });
  }
}

async function dispatch(args: readonly string[]): Promise<number> {
  const asksHelp = args.some((arg) => arg === "--help" || arg === "-h");
  const words = args.slice(0, firstOption(args));
  const found = COMMANDS.find(({ name }) => isPrefix(name.split(" "), words));
  if (found !== undefined) {
    const command = await found.load();
    if (asksHelp) return print(renderCommandHelp({ name: found.name, command }));
    return command.run(args.slice(found.name.split(" ").length));
  }
  if (words.length === 0 && args[0] === "--version") return print(`${await ownVersion()}\n`);
  const group = COMMANDS.filter(({ name }) => isPrefix(words, name.split(" ")));
  if (group.length === 0) throw unknownCommand(words);
  if (asksHelp) return print(renderList(group));
  if (words.length === 0 && args.length > 0) {
    throw unknown(`There is no option ${args[0]?.split("=")[0]} before a command.`, null);
  }
  process.stderr.write(renderList(group));
  return EXIT.usage;
}

function unknownCommand(words: readonly string[]): KontorError {
  const depth = Math.max(...COMMANDS.map(({ name }) => name.split(" ").length));
  const known = COMMANDS.flatMap(({ name }) => [name, name.split(" ")[0] ?? ""]);
  const candidates = Array.from({ length: depth }, (_, index) => words.slice(0, index + 1).join(" ")).reverse();
  const meant = candidates.map((given) => suggest({ given, known })).find((word) => word !== null) ?? null;
  return unknown(`There is no command "${words.slice(0, depth).join(" ")}".`, meant);
}

function unknown(message: string, meant: string | null): KontorError {
  const hints = [...(meant === null ? [] : [`Did you mean kontor ${meant}?`]), "kontor --help lists the commands."];
  return new KontorError({ code: "InvalidArgument", message, hints });
}

function firstOption(args: readonly string[]): number {
  const at = args.findIndex((arg) => arg.startsWith("-"));
  return at === -1 ? args.length : at;
}

function isPrefix(prefix: readonly string[], of: readonly string[]): boolean {
  return prefix.every((word, index) => of[index] === word);
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.success;
}

async function ownVersion(): Promise<string> {
  return (JSON.parse(await readFile(join(PROJECT_ROOT, "package.json"), "utf8")) as { version: string }).version;
}
