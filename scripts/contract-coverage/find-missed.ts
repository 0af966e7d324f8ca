import type { WrappedSource } from "./wrap-conditions.ts";

export type CoverageOfFile = { lines: number; branches: number; missed: { line: number; what: string }[] };

/** Tells lines of the source from outcomes of its conditions, and says which were not reached. */
export function findMissed({
  source,
  hits,
}: {
  source: Pick<WrappedSource, "conditions" | "lastLine">;
  /** Hits by line of the wrapped source. */
  hits: ReadonlyMap<number, number>;
}): CoverageOfFile {
  const lines = [...hits].filter(([line]) => line <= source.lastLine);
  const outcomes = source.conditions.flatMap(({ line, text, whenTrue, whenFalse }) => [
    { line, what: `never true: ${text}`, at: whenTrue },
    { line, what: `never false: ${text}`, at: whenFalse },
  ]);
  return {
    lines: lines.length,
    branches: outcomes.length,
    missed: [
      ...lines.filter(([, count]) => count === 0).map(([line]) => ({ line, what: "never run" })),
      // A line that was not measured has not been reached either.
      ...outcomes.filter(({ at }) => (hits.get(at) ?? 0) === 0).map(({ line, what }) => ({ line, what })),
    ].sort((a, b) => a.line - b.line),
  };
}
