import type { ListedCommand } from "../commands.ts";
import type { Command } from "./command.ts";

const WIDTH = 120;
const HELP_LINE = ["--help", "this"] as const;

/** `kontor --help`: every command with what it does. */
export function renderList(commands: readonly ListedCommand[]): string {
  const rows = commands.map(({ name, summary }) => [name, summary] as const);
  return [
    "kontor COMMAND [options]",
    "",
    renderRows(rows),
    "",
    "kontor COMMAND --help says what a command does, with every option and an example.",
    "Exit codes: 0 done or verified, 1 refused, 2 bad usage or malformed input, 3 chain or service unavailable, 70 a mistake of",
    "the command's own.",
    "",
  ].join("\n");
}

/** `kontor NAME --help`. */
export function renderCommandHelp({ name, command }: { name: string; command: Command }): string {
  const { usage, text, options, example, ends = {} } = command;
  const rows = Object.entries(options).map(([option, { value, text: meaning, variable, multiple }]) => {
    const notes = [multiple === true ? "may be given many times" : "", variable ?? ""].filter((note) => note !== "");
    const noted = notes.length === 0 ? meaning : `${meaning} (${notes.join("; ")})`;
    return [`--${option}${value === undefined ? "" : ` ${value}`}`, noted] as const;
  });
  const { success = "done", refused = "refused" } = ends;
  return [
    `kontor ${name}${usage === "" ? "" : ` ${usage}`}`,
    "",
    text.trim(),
    "",
    renderRows([...rows, HELP_LINE]),
    "",
    "Example:",
    `  npx kontor ${name}${example === "" ? "" : ` ${example}`}`,
    "",
    ...wrap({
      text: `Exit codes: 0 ${success}, 1 ${refused}, 2 bad usage or malformed input, 3 chain or service unavailable, 70 a mistake of the command's own.`,
      width: WIDTH,
    }),
    "",
  ].join("\n");
}

/** Two columns; the second is wrapped. */
function renderRows(rows: readonly (readonly [left: string, right: string])[]): string {
  const left = Math.max(...rows.map(([text]) => text.length)) + 2;
  return rows
    .flatMap(([head, text]) =>
      wrap({ text, width: WIDTH - left - 2 }).map(
        (line, index) => `  ${(index === 0 ? head : "").padEnd(left)}${line}`,
      ),
    )
    .join("\n");
}

function wrap({ text, width }: { text: string; width: number }): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
