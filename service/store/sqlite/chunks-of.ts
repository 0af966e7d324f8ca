/** Rows in one INSERT, values in one IN: SQLite's default limit is 32,766 parameters. */
const CHUNK = 500;

export function* chunksOf<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}
