import type { DraftRows } from "#client/drafts/form-drafts.ts";

/** Rows that last as long as the process. */
export function memoryDraftRows(): DraftRows {
  const rows = new Map<string, string>();
  return {
    get: async (key) => {
      const text = rows.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    put: async (row) => {
      rows.set(row.key, JSON.stringify(row));
    },
    remove: async (key) => {
      rows.delete(key);
    },
  };
}
