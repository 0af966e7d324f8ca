import { describe, expect, it } from "vitest";
import { createFormDrafts } from "#client/drafts/form-drafts.ts";
import type { Holder } from "#client/keys/holder.ts";

const holder = (byte: number, epochs: readonly number[] = [1]): Holder => ({
  account: `0x${"0a".repeat(20)}`,
  seeds: new Map(epochs.map((epoch) => [epoch, new Uint8Array(32).fill(byte + epoch)])),
});

/** Rows as a browser keeps them: whole, by id. */
function memoryRows() {
  const rows = new Map<string, object>();
  return {
    rows,
    put: async (row: object) => void rows.set((row as { id: string }).id, structuredClone(row)),
    getAll: async () => [...rows.values()],
    remove: async (id: string) => void rows.delete(id),
  };
}

describe("drafts of forms", () => {
  it("default: what was kept at a place comes back there, newest first, and nowhere else", async () => {
    const rows = memoryRows();
    let time = 0;
    const drafts = createFormDrafts({ rows, now: () => ++time });
    await drafts.keep({ holder: holder(1), place: "note", id: "a", value: { text: "first" } });
    await drafts.keep({ holder: holder(1), place: "note", id: "b", value: { text: "second" } });
    await drafts.keep({ holder: holder(1), place: "note", id: "a", value: { text: "first, longer" } });
    expect(await drafts.list({ holder: holder(1), place: "note" })).toEqual([
      { id: "a", keptAt: 3, value: { text: "first, longer" } },
      { id: "b", keptAt: 2, value: { text: "second" } },
    ]);
    expect(await drafts.list({ holder: holder(1), place: "edit" })).toEqual([]);
    await drafts.remove("a");
    expect((await drafts.list({ holder: holder(1), place: "note" })).map(({ id }) => id)).toEqual(["b"]);
  });

  it("behavior: a draft of an earlier key opens as long as that key is there", async () => {
    const rows = memoryRows();
    const drafts = createFormDrafts({ rows });
    await drafts.keep({ holder: holder(1), place: "note", id: "a", value: "text" });
    expect(await drafts.list({ holder: holder(1, [1, 2]), place: "note" })).toHaveLength(1);
    expect(await drafts.list({ holder: holder(1, [2]), place: "note" })).toEqual([]);
  });

  it("attack: without the key nothing opens, and the rows say nothing of the text", async () => {
    const rows = memoryRows();
    const drafts = createFormDrafts({ rows });
    await drafts.keep({ holder: holder(1), place: "note", id: "a", value: { text: "Alfreds" } });
    expect(await drafts.list({ holder: holder(2), place: "note" })).toEqual([]);
    expect(JSON.stringify([...rows.rows.values()])).not.toContain("Alfreds");
  });

  it("attack: a row that is moved to another form, or another draft's place, does not open", async () => {
    for (const change of [{ place: "edit" }, { id: "b" }]) {
      const rows = memoryRows();
      const drafts = createFormDrafts({ rows });
      await drafts.keep({ holder: holder(1), place: "note", id: "a", value: "text" });
      const moved = { ...rows.rows.get("a"), ...change };
      await rows.remove("a");
      await rows.put(moved);
      expect(await drafts.list({ holder: holder(1), place: moved.place ?? "note" })).toEqual([]);
    }
  });

  it("error: a row of another form is left out and left alone", async () => {
    const rows = memoryRows();
    await rows.put({ id: "x", place: "note", later: true });
    const drafts = createFormDrafts({ rows });
    expect(await drafts.list({ holder: holder(1), place: "note" })).toEqual([]);
    expect(rows.rows.size).toBe(1);
  });
});
