import type { ImportJournal } from "./import-journal.ts";
import { contentOf, type Row, type RowProblem } from "./read-rows.ts";

/** A row under the names that the journal keeps. */
export type PlannedRow = { row: Row; name: string; content: string };

export type Plan = {
  /** To be written, in the order of the file. */
  fresh: PlannedRow[];
  /** In a write that was begun and has not ended, by name. */
  underway: ReadonlyMap<string, PlannedRow>;
  written: number;
  problems: RowProblem[];
};

/**
 * Compares rows with what was written before. A row without an id is known by its content: the second one of a file that is the same is
 * another one, and the same file again is none.
 */
export function planRows({ rows, journal }: { rows: readonly Row[]; journal: ImportJournal }): Plan {
  const fresh: PlannedRow[] = [];
  const underway = new Map<string, PlannedRow>();
  const problems: RowProblem[] = [];
  const seen = new Map<string, number>();
  let written = 0;
  for (const row of rows) {
    const text = contentOf(row);
    const key = row.id === null ? `content ${text}` : `id ${row.id}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    if (row.id !== null && before > 0) {
      problems.push({ number: row.number, code: "InvalidRecord", message: "Another row has the same id." });
      continue;
    }
    const planned = { row, name: journal.nameOf(`${before} ${key}`), content: journal.nameOf(text) };
    const state = journal.stateOf(planned);
    if (state === "new") fresh.push(planned);
    else if (state === "underway") underway.set(planned.name, planned);
    else if (state === "written") written++;
    else {
      const message =
        "A row with this id was written before, with another content. Give the correction an id of its own.";
      problems.push({ number: row.number, code: "WriteMismatch", message });
    }
  }
  return { fresh, underway, written, problems };
}
