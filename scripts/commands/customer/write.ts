import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileJournal } from "#client/node/file-journal.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { defineCommand, JSON_OPTION, type Options, type Values } from "../../cli/command.ts";
import { EXIT } from "../../cli/exit-codes.ts";
import { MEMBER_OPTIONS, openMember } from "../../cli/open-member.ts";
import { usageError } from "../../cli/parse-options.ts";
import { printResult } from "../../cli/print-result.ts";
import { createProgress } from "../../cli/progress.ts";
import { openImportJournal } from "../../import/import-journal.ts";
import { planRows } from "../../import/plan-rows.ts";
import { type ReadRows, type Row, type RowProblem, readRows } from "../../import/read-rows.ts";
import { writeRows } from "../../import/write-rows.ts";

/** Problems that are told one by one; --json tells all. */
const MAX_PROBLEMS = 50;
const DEVELOPMENT_POLL_INTERVAL = 100;
const POLL_INTERVAL = 2_000;

const OPTIONS = {
  file: { type: "string", value: "FILE", text: "the rows: NDJSON, or one JSON list" },
  "dry-run": { type: "boolean", text: "check every row and say what would be written; write nothing" },
  ...MEMBER_OPTIONS,
  json: { ...JSON_OPTION, text: "one JSON object: {rows, written, already, customers, problems, dryRun}" },
} as const satisfies Options;

export const customerWrite = defineCommand({
  usage: "--file FILE --organisation ADDRESS [options]",
  text: `
Writes entries from a file. A row is {"reference": "ALFKI", "record": {"schema": "profile/1", …}}: the record is what docs/PROTOCOL.md
says of its schema, and the reference your own name for a customer, which is made where the organisation's imports have not met
it yet; or {"customer": "0x…", "record": …} for one whose id you know. Every row is checked before anything is written, and
every problem told by its row.

Repeating a file writes nothing twice: a row is known by its content, or by an "id" that you give it, and a journal (--state) keeps
what was written, and which customer a reference means. Stopped anywhere, the same command goes on. Keep that directory.`,
  options: OPTIONS,
  example:
    "--file orders.ndjson --organisation 0x7099…79c8 --service http://127.0.0.1:8787 --keystore nancy.json --dry-run",
  ends: { success: "every row is written, or was before", refused: "refused; what was written before stays written" },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  const { file, json, "dry-run": dryRun = false } = values;
  if (file === undefined) throw usageError("--file is missing: the rows to write.");
  const text = await readFile(file, "utf8").catch(() => {
    throw usageError("The file of --file cannot be read.");
  });
  const { rows, problems } = readOrRefuse(text);
  if (problems.length > 0) return refuse({ rows: rows.length + problems.length, problems, json });
  const member = await openMember(values);
  const directory = member.stateDirectory;
  const journal = openImportJournal({ path: join(directory, `imports-${member.organisation}.sqlite`) });
  try {
    const plan = planRows({ rows, journal });
    if (plan.problems.length > 0) return refuse({ rows: rows.length, problems: plan.problems, json });
    const progress = createProgress();
    const writing = plan.fresh.length + plan.underway.size;
    if (!dryRun) {
      const context = { ...member, journal: fileJournal({ directory }) };
      const pollInterval = member.chain.pollingInterval === undefined ? POLL_INTERVAL : DEVELOPMENT_POLL_INTERVAL;
      const onProgress = (counted: { done: number; total: number }) =>
        progress.count({ what: "writing entries", ...counted });
      await writeRows({ context, journal, plan, pollInterval, onProgress });
      progress.clear();
    }
    const customers = referencesOf({ rows, customerOf: journal.customerOf });
    const { written: already } = plan;
    const counts = `${already} of ${rows.length} rows were written before`;
    printResult({
      json,
      result: { rows: rows.length, written: dryRun ? 0 : writing, already, customers, problems: [], dryRun },
      text: dryRun
        ? `Would write ${writing} entries; ${counts}. Nothing was written.`
        : `Wrote ${writing} entries; ${counts}.`,
    });
    return EXIT.success;
  } finally {
    journal.close();
  }
}

function readOrRefuse(text: string): ReadRows {
  try {
    return readRows(text);
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return { rows: [], problems: [{ number: 1, code: error.code, message: error.message }] };
  }
}

function refuse(parameters: { rows: number; problems: readonly RowProblem[]; json: boolean | undefined }): number {
  const { rows, problems, json } = parameters;
  const told = problems
    .slice(0, MAX_PROBLEMS)
    .map(({ number, code, message }) => `row ${number}: [${code}] ${message}\n`);
  const rest = problems.length - told.length;
  process.stderr.write(told.join(""));
  if (rest > 0) process.stderr.write(`and ${rest} more\n`);
  process.stderr.write("Nothing was written.\n");
  if (json === true) {
    printResult({ json, result: { rows, written: 0, already: 0, customers: {}, problems, dryRun: false }, text: "" });
  }
  return EXIT.usage;
}

/** The customer that each reference of the file means. */
function referencesOf(parameters: {
  rows: readonly Row[];
  customerOf: (reference: string) => { customer: string } | null;
}): Record<string, string> {
  const { rows, customerOf } = parameters;
  const found: Record<string, string> = {};
  for (const { customer } of rows) {
    if (!("reference" in customer)) continue;
    const place = customerOf(customer.reference);
    if (place !== null) found[customer.reference] = place.customer;
  }
  return found;
}
