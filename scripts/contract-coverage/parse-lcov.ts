/** Hits of every measured line, from 1, by file. Reads what Hardhat writes: `SF:` file, `DA:` line and hits, `end_of_record`. */
export function parseLcov(text: string): Map<string, Map<number, number>> {
  const files = new Map<string, Map<number, number>>();
  let lines = new Map<number, number>();
  for (const record of text.split("\n")) {
    const [, tag, value = ""] = /^(SF|DA):(.*)$/.exec(record) ?? [];
    if (tag === "SF") {
      lines = new Map();
      files.set(value, lines);
    } else if (tag === "DA") {
      const [line = Number.NaN, hits = Number.NaN] = value.split(",").map(Number);
      lines.set(line, hits);
    }
  }
  return files;
}
