import canonicalize from "canonicalize";
import { KontorError } from "../errors/kontor-error.ts";
import { invalidJson } from "../json/check-json-value.ts";
import type { JsonValue } from "../json/json-value.ts";
import { decodeUtf8 } from "../json/parse-strict-json.ts";

/** The one text of a JSON value: RFC 8785 (JCS). */
export function canonicalJson(value: JsonValue): string {
  const text = canonicalize(value);
  if (text === undefined) throw new KontorError({ code: "InvalidArgument", message: "The value has no JSON." });
  return text;
}

/**
 * Reads JSON that has to be canonical already. Because writing the value again has to give the same bytes, a duplicate
 * name, -0, a rounded integer, white space or an escape too many is refused without a second parser.
 * @returns the value as `JSON.parse` has it; check-json-value.ts and the schemas judge it further.
 * @throws InvalidJson, NotCanonical
 */
export function parseCanonicalJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  const value = parseJson(text);
  if (canonicalOrUndefined(value) !== text) {
    throw new KontorError({ code: "NotCanonical", message: "The JSON is not in its canonical form (RFC 8785)." });
  }
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's message quotes the text, which may be personal data: it goes no further.
    throw invalidJson({ pointer: "", problem: "is not well-formed" });
  }
}

/** The canonicaliser throws for what has no canonical form: lone surrogates, and 1e400, which is read as Infinity. */
function canonicalOrUndefined(value: unknown): string | undefined {
  try {
    return canonicalize(value);
  } catch {
    return undefined;
  }
}
