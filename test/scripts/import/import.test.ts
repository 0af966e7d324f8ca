import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openImportJournal } from "#scripts/import/import-journal.ts";
import { planRows } from "#scripts/import/plan-rows.ts";
import { readRows } from "#scripts/import/read-rows.ts";
import { companyProfile, note, order } from "#test/client/records.ts";

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kontor-import-"));
  path = join(directory, "state", "imports.sqlite");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const CUSTOMER = `0x${"ab".repeat(32)}`;
const lines = (...rows: unknown[]) => readRows(rows.map((row) => JSON.stringify(row)).join("\n"));
const first = { reference: "ALFKI", record: companyProfile() };

describe("rows of a file", () => {
  it("default: are read from lines and from one list alike, and normalised", () => {
    const rows = [first, { customer: CUSTOMER, id: "n1", record: { ...note(" Fine\r\nlines "), labels: undefined } }];
    expect(lines(...rows)).toEqual(readRows(JSON.stringify(rows, null, 2)));
    expect(lines({ ...first, record: note(" two\r\nlines ") }).rows[0]?.record).toMatchObject({ text: "two\nlines" });
  });

  it.each([
    [{ record: companyProfile() }, "InvalidRecord", /either a customer or a reference/],
    [{ ...first, customer: CUSTOMER }, "InvalidRecord", /either a customer or a reference/],
    [{ ...first, custommer: CUSTOMER }, "InvalidRecord", /custommer/],
    [{ customer: "0x12", record: companyProfile() }, "InvalidRecord", /row's customer/],
    [{ reference: "A", record: { schema: "invoice/1" } }, "InvalidRecord", /no schema that is known/],
    [{ reference: "A", record: { ...order("1"), total: "12,5" } }, "InvalidRecord", /total/],
    ["ALFKI", "InvalidRecord", /not as expected/],
  ])("error: %j is told by its row, and the others are read", (row, code, says) => {
    const { rows, problems } = lines(first, row, first);
    expect(rows.map(({ number }) => number)).toEqual([1, 3]);
    expect(problems).toMatchObject([{ number: 2, code, message: expect.stringMatching(says) }]);
  });

  it("error: a line that is not JSON is told, without its text", () => {
    const { problems } = readRows(`${JSON.stringify(first)}\n{"reference": "Maria Anders"`);
    expect(problems).toEqual([{ number: 2, code: "InvalidJson", message: "This is not JSON." }]);
  });
});

describe("the journal of imports", () => {
  const write = (rows: unknown[]) => {
    const journal = openImportJournal({ path });
    const plan = planRows({ rows: lines(...rows).rows, journal });
    return { journal, plan };
  };

  it("behavior: the same content twice in a file is two rows, and the file again is none", () => {
    const { journal, plan } = write([first, first]);
    expect(plan.fresh).toHaveLength(2);
    journal.begin({ batch: "b", rows: plan.fresh, customers: new Map() });
    expect(planRows({ rows: lines(first, first, first).rows, journal })).toMatchObject({
      fresh: [{ row: { number: 3 } }],
      written: 0,
    });
    journal.finish("b");
    expect(planRows({ rows: lines(first, first).rows, journal })).toMatchObject({ fresh: [], written: 2 });
    journal.close();
  });

  it("error: an id that was written with another content, or stands twice, is a problem of its row", () => {
    const { journal, plan } = write([{ ...first, id: "one" }]);
    journal.begin({ batch: "b", rows: plan.fresh, customers: new Map() });
    journal.finish("b");
    const again = planRows({
      rows: lines({ ...first, id: "one", record: note("other") }, { ...first, id: "two" }, { ...first, id: "two" })
        .rows,
      journal,
    });
    expect(again.problems).toMatchObject([
      { number: 1, code: "WriteMismatch" },
      { number: 3, code: "InvalidRecord" },
    ]);
    journal.close();
  });

  it("behavior: a batch that is forgotten leaves its rows to be written, and its customers as they are", () => {
    const { journal, plan } = write([first]);
    const place = { customer: CUSTOMER as `0x${string}`, salt: CUSTOMER as `0x${string}` };
    journal.begin({ batch: "b", rows: plan.fresh, customers: new Map([["ALFKI", place]]) });
    journal.forget("b");
    expect(planRows({ rows: lines(first).rows, journal }).fresh).toHaveLength(1);
    expect(journal.customerOf("ALFKI")).toEqual(place);
    journal.close();
  });

  it("behavior: only its owner can read it, and what it keeps of contents says nothing without its key", () => {
    const { journal, plan } = write([first]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const other = openImportJournal({ path: join(directory, "other.sqlite") });
    expect(other.nameOf("Alfreds Futterkiste")).not.toBe(journal.nameOf("Alfreds Futterkiste"));
    expect(plan.fresh[0]?.name).toMatch(/^[0-9a-f]{64}$/);
    other.close();
    journal.close();
  });

  it("error: a second import is refused while one holds it, and a file of another kind is named", () => {
    const journal = openImportJournal({ path });
    expect(() => openImportJournal({ path })).toThrow(
      expect.objectContaining({ code: "StoreLocked", details: { file: path } }),
    );
    journal.close();
    openImportJournal({ path }).close();
    writeFileSync(join(directory, "text"), "no database at all, but long enough to be looked at".repeat(100));
    expect(() => openImportJournal({ path: join(directory, "text") })).toThrow(
      expect.objectContaining({ code: "JournalBroken" }),
    );
  });
});
