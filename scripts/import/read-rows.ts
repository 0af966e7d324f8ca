import type { Hex } from "viem";
import { z } from "zod";
import { bytes32Schema } from "#protocol/api/hex.ts";
import { CONTENT_KINDS, KINDS } from "#protocol/chain/kinds.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { canonicalJson } from "#protocol/record/canonical-json.ts";
import { normaliseRecord } from "#protocol/record/normalise-record.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";

/** One entry that is to be written. */
export type Row = {
  /** Where it stands: a line of NDJSON, or a place of the list, from 1. */
  number: number;
  /** A customer's id, or the caller's own name for a customer. */
  customer: { id: Hex } | { reference: string };
  /** The caller's name for the row; null where its content is its name. */
  id: string | null;
  record: CustomerRecord;
};

export type RowProblem = { number: number; code: string; message: string };

export type ReadRows = { rows: Row[]; problems: RowProblem[] };

const MAX_NAME = 200;
const name = z.string().min(1).max(MAX_NAME);

const rowSchema = z
  .strictObject({
    customer: bytes32Schema.optional(),
    reference: name.optional(),
    id: name.optional(),
    record: z.record(z.string(), z.unknown()),
  })
  .refine(({ customer, reference }) => (customer === undefined) !== (reference === undefined), {
    error: "has to name either a customer or a reference",
  });

/**
 * Reads entries to be written: NDJSON, one row a line, or one JSON list of rows. Every row is checked, and every problem told by
 * the row's number; messages name places and rules, never values. Records are normalised first (NFC, line ends, UTC).
 */
export function readRows(text: string): ReadRows {
  const values = text.trimStart().startsWith("[") ? valuesOfList(text) : valuesOfLines(text);
  const rows: Row[] = [];
  const problems: RowProblem[] = [];
  for (const { number, value } of values) {
    try {
      rows.push(parseRow({ number, value: typeof value === "function" ? value() : value }));
    } catch (error) {
      if (!isKontorError(error)) throw error;
      problems.push({ number, code: error.code, message: error.message });
    }
  }
  return { rows, problems };
}

/** What tells a row from others: the name it has, or all that is in it. */
export function contentOf({ customer, record }: Pick<Row, "customer" | "record">): string {
  return canonicalJson({ customer, record } as Parameters<typeof canonicalJson>[0]);
}

function parseRow({ number, value }: { number: number; value: unknown }): Row {
  const parsed = rowSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const keys =
      issue !== undefined && "keys" in issue ? ` (${(issue.keys as string[]).join(", ").slice(0, MAX_NAME)})` : "";
    const place = issue?.path.join(".") ?? "";
    throw invalidRow(`The row${place === "" ? "" : `'s ${place}`} is not as expected: ${issue?.message ?? ""}${keys}.`);
  }
  const { customer, reference, id = null, record } = parsed.data;
  const kind = CONTENT_KINDS.find((one) => one === String(record.schema).split("/")[0]);
  if (kind === undefined) throw invalidRow("The row's record names no schema that is known here.");
  return {
    number,
    customer: customer === undefined ? { reference: reference as string } : { id: customer },
    id,
    record: parseRecord(KINDS[kind], normaliseRecord(record)),
  };
}

type Numbered = { number: number; value: unknown };

function valuesOfList(text: string): Numbered[] {
  const list = parseJson(text);
  return (Array.isArray(list) ? list : []).map((value, index) => ({ number: index + 1, value }));
}

function valuesOfLines(text: string): Numbered[] {
  return text
    .split("\n")
    .map((line, index) => ({ number: index + 1, line: line.trim() }))
    .filter(({ line }) => line !== "")
    .map(({ number, line }) => ({ number, value: () => parseJson(line) }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new KontorError({ code: "InvalidJson", message: "This is not JSON." });
  }
}

function invalidRow(message: string): KontorError {
  return new KontorError({ code: "InvalidRecord", message });
}
