import { fromHex, toHex } from "#protocol/bytes/hex.ts";
import { CONTENT_KINDS, KINDS } from "#protocol/chain/kinds.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import type { Draft } from "./draft.ts";

/** A draft whose record is one of its kind, with the customer's id in lower case. */
export type ParsedDraft = Omit<Draft, "record"> & { kind: number; record: CustomerRecord };

/**
 * Checks drafts before anything is done with them. Throws what parsing refuses, and `InvalidArgument` where there is none; the
 * error's `draft` is the position of the one that is refused, from 0.
 */
export function parseDrafts(drafts: readonly Draft[]): ParsedDraft[] {
  if (drafts.length === 0) {
    throw new KontorError({ code: "InvalidArgument", message: "A write needs at least one entry." });
  }
  return drafts.map((draft, position) => naming({ position, of: drafts.length, act: () => parseDraft(draft) }));
}

/** The record's schema names its kind. */
function parseDraft(draft: Draft): ParsedDraft {
  const { record } = draft;
  const schema = record instanceof Object && "schema" in record ? String(record.schema) : "";
  const name = CONTENT_KINDS.find((kind) => kind === schema.split("/")[0]);
  if (name === undefined) {
    throw new KontorError({
      code: "UnknownSchema",
      message: "The record names no schema that is known here.",
      details: { given: schema.slice(0, 40) },
    });
  }
  const customer = toHex(fromHex({ hex: draft.customer, length: 32, name: "The customer's id" }));
  return { ...draft, customer, kind: KINDS[name], record: parseRecord(KINDS[name], record) };
}

export type NamingParameters<Result> = { position: number; of: number; act: () => Result };

/** Runs what concerns one draft; a refusal says which of several it was. */
export function naming<Result>({ position, of, act }: NamingParameters<Result>): Result {
  try {
    return act();
  } catch (error) {
    throw named({ error, position, of });
  }
}

/** The same error, which says the position of the draft that it is about. */
export function named({ error, position, of }: { error: unknown; position: number; of: number }): unknown {
  if (!isKontorError(error)) return error;
  const { code, message, hints, retryable, details } = error;
  return new KontorError({
    code,
    message: of === 1 ? message : `Draft ${position + 1} of ${of}: ${message}`,
    hints,
    retryable,
    details: { ...details, draft: position },
    cause: error,
  });
}
