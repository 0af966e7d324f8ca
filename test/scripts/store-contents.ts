import { createHash } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** What a store's two files hold that cannot be made anew, row by row; the index, sessions and clocks are left out. */
export type StoreContents = Readonly<Record<string, string[]>>;

const KEPT = {
  "kontor.sqlite": ["mark", "payload", "pending_payload", "wrap", "sealed_secret", "identity", "made_share", "erasure"],
  "shares.sqlite": ["mark", "share", "destroyed"],
} as const;

/** Beside a running service or without it; reads only. */
export function contentsOf(directory: string): StoreContents {
  const contents: Record<string, string[]> = {};
  for (const [file, tables] of Object.entries(KEPT)) {
    const database = new DatabaseSync(join(directory, file), { readOnly: true });
    for (const table of tables) {
      contents[`${file} ${table}`] = database
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .map((row) => createHash("sha256").update(JSON.stringify(row, withBytes)).digest("hex"))
        .sort();
    }
    database.close();
  }
  return contents;
}

/** Entries that the index holds. */
export function indexedEntries(directory: string): number {
  const database = new DatabaseSync(join(directory, "kontor.sqlite"), { readOnly: true });
  const row = database.prepare("SELECT count(*) AS entries FROM entry").get();
  database.close();
  return Number(row?.entries);
}

function withBytes(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value;
}
