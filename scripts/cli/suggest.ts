/** Further apart than this, nobody meant it. */
const FURTHEST = 3;

/** The known word nearest to the given one, or null where none is near. */
export function suggest({ given, known }: { given: string; known: readonly string[] }): string | null {
  let nearest: { word: string; apart: number } | null = null;
  for (const word of known) {
    const apart = word.startsWith(given) && given.length > FURTHEST ? 1 : distance(given, word);
    if (apart <= Math.min(FURTHEST, Math.floor(word.length / 2)) && apart < (nearest?.apart ?? Infinity)) {
      nearest = { word, apart };
    }
  }
  return nearest?.word ?? null;
}

/** Insertions, deletions and replacements that lead from one word to the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
