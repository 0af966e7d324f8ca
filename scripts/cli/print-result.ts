import { printLine } from "./print-line.ts";

export type PrintResultParameters = {
  json: boolean | undefined;
  /** What was done, for programs; bigints become numbers. */
  result: Readonly<Record<string, unknown>>;
  /** The same in a sentence. */
  text: string;
};

/** Says what was done: a line of JSON, or a sentence. */
export function printResult({ json, result, text }: PrintResultParameters): void {
  printLine(json === true ? jsonOf(result) : text);
}

/** One line of JSON, with bigints as numbers. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => (typeof part === "bigint" ? Number(part) : part));
}
