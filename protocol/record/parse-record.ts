import type { z } from "zod";
import { recordKindName } from "../chain/kinds.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { checkJsonValue } from "../json/check-json-value.ts";
import { RECORD_LIMITS } from "../json/json-limits.ts";
import { joinPointer } from "../json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { describeIssue, kindOfIssue } from "./describe-issue.ts";
import type { ProblemKind } from "./problem-kinds.ts";
import { type CustomerRecord, findRecordSchema, RECORD_SCHEMAS } from "./record-schemas.ts";

/** One thing that is wrong with a record. */
export type RecordProblem = {
  /** RFC 6901; empty where it is about the whole record. */
  pointer: string;
  kind: ProblemKind;
  /** The number that the rule names. */
  limit?: number;
  /** In the protocol's English, read on from the place. */
  problem: string;
};

/**
 * A record of a kind, from JSON text, its UTF-8 bytes, or a JavaScript value. The error names the first place and the rule
 * there and never the value.
 * @param kind the entry's code, see chain/kinds.ts.
 * @throws UnknownKind, InvalidJson, InvalidText, JsonTooLarge, UnknownSchema, InvalidRecord
 */
export function parseRecord(kind: number, input: unknown): CustomerRecord {
  const checked = checkRecord(kind, input);
  if ("record" in checked) return checked.record;
  const { pointer, problem } = checked.problems[0];
  const message = `The record's ${pointer === "" ? "content" : pointer} ${problem}.`;
  throw new KontorError({ code: "InvalidRecord", message, details: { pointer, problem } });
}

/**
 * The same for who wants to know everything that is wrong at once: the record, or its problems in the order of the schema's
 * members, the rules over several of them last.
 * @throws UnknownKind, InvalidJson, InvalidText, JsonTooLarge, UnknownSchema
 */
export function checkRecord(
  kind: number,
  input: unknown,
): { record: CustomerRecord } | { problems: [RecordProblem, ...RecordProblem[]] } {
  const value = readJson(input);
  const parsed = schemaOf({ kind, value }).safeParse(value);
  if (parsed.success) return { record: parsed.data };
  const [first, ...others] = parsed.error.issues.map((issue): RecordProblem => {
    const pointer = issue.path.reduce<string>(
      (path, token) => joinPointer({ pointer: path, token: typeof token === "number" ? token : String(token) }),
      "",
    );
    const given = issue.path.reduce<unknown>((node, token) => (node as never)?.[token], value);
    return { pointer, ...kindOfIssue({ issue, given }), problem: describeIssue({ issue, given }) };
  });
  if (first === undefined) throw new KontorError({ code: "InvariantBroken", message: "A refusal names no problem." });
  return { problems: [first, ...others] };
}

function readJson(input: unknown): JsonValue {
  if (typeof input === "string" || input instanceof Uint8Array) return parseStrictJson(input);
  return checkJsonValue({ value: input, limits: RECORD_LIMITS });
}

/** The schema that the record names. One that names none is held to the newest, which says what is missing. */
function schemaOf({ kind, value }: { kind: number; value: JsonValue }): z.ZodType<CustomerRecord> {
  const known = Object.keys(RECORD_SCHEMAS[recordKindName(kind)]);
  const given = isJsonObject(value) ? value.schema : undefined;
  const schema = findRecordSchema({ kind, id: typeof given === "string" ? given : (known[0] as string) });
  if (schema !== undefined) return schema;
  throw new KontorError({
    code: "UnknownSchema",
    message: `The record's schema is none that is known for its kind: ${known.join(", ")}.`,
    details: { given: String(given).slice(0, 40), known: known.join(", ") },
  });
}
