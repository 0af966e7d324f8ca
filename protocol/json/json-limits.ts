import { KontorError } from "../errors/kontor-error.ts";

/** How much JSON is read at all. Checked before a parser builds anything. */
export type JsonLimits = {
  /** UTF-8 bytes of the text. */
  bytes: number;
  /** Objects and arrays inside each other. */
  depth: number;
  /** Scalars and empty containers: what becomes a field. */
  fields: number;
};

/** The limits of a record: PROTOCOL.md, section 2. */
export const RECORD_LIMITS: JsonLimits = { bytes: 1024 * 1024, depth: 16, fields: 2_000 };

export function jsonTooLarge({ measure, limit }: { measure: keyof JsonLimits; limit: number }): KontorError {
  const message = `The JSON is over the limit of ${limit} ${measure === "depth" ? "levels" : measure}.`;
  return new KontorError({ code: "JsonTooLarge", message, details: { measure, limit } });
}
