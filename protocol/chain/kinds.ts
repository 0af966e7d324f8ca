import { KontorError } from "../errors/kontor-error.ts";

/** What an entry is. The codes are the contract's. `merge` is reserved: nobody writes it yet. */
export const KINDS = {
  profile: 1,
  transaction: 2,
  interaction: 3,
  consent: 4,
  document: 5,
  note: 6,
  transfer: 7,
  merge: 8,
  erasure: 9,
} as const;

export type KindName = keyof typeof KINDS;

/** The kinds that a writer appends, in the order of their codes. */
export const CONTENT_KINDS = ["profile", "transaction", "interaction", "consent", "document", "note"] as const;

/** The kinds that carry a record: those, and the transfer that a new steward writes. */
export type RecordKindName = (typeof CONTENT_KINDS)[number] | "transfer";

const NAMES = new Map<number, KindName>(Object.entries(KINDS).map(([name, code]) => [code, name as KindName]));
const RECORD_NAMES = new Map<number, RecordKindName>(
  ([...CONTENT_KINDS, "transfer"] as const).map((name) => [KINDS[name], name]),
);

/** @throws UnknownKind */
export function kindName(code: number): KindName {
  const name = NAMES.get(code);
  if (name === undefined) throw unknownKind(code);
  return name;
}

/**
 * The name of a kind that carries a record.
 * @throws UnknownKind for every other code, merge and erasure among them.
 */
export function recordKindName(code: number): RecordKindName {
  const name = RECORD_NAMES.get(code);
  if (name === undefined) throw unknownKind(code);
  return name;
}

function unknownKind(code: number): KontorError {
  return new KontorError({
    code: "UnknownKind",
    message: `Kind ${code} is not known here, or carries no record.`,
    details: { kind: code },
  });
}
