import { KontorError } from "../errors/kontor-error.ts";
import { checkText } from "./check-text.ts";
import { type JsonLimits, jsonTooLarge } from "./json-limits.ts";
import { joinPointer } from "./json-pointer.ts";
import type { JsonValue } from "./json-value.ts";

/** Names that mean something to JavaScript itself. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Refuses everything in a JavaScript value that strict JSON can't say: null, fractions and unsafe integers, -0, functions,
 * class instances, holes in arrays, forbidden member names, bad text, and more than the limits (bytes aside).
 * @returns the same value, now of a type.
 * @throws InvalidJson, InvalidText, JsonTooLarge
 */
export function checkJsonValue({ value, limits }: { value: unknown; limits: JsonLimits }): JsonValue {
  let fields = 0;
  const visit = (node: unknown, pointer: string, depth: number): void => {
    if (typeof node !== "object" || node === null) checkScalar({ node, pointer });
    else {
      if (depth >= limits.depth) throw jsonTooLarge({ measure: "depth", limit: limits.depth });
      const members = membersOf({ node, pointer });
      for (const [token, child] of members) visit(child, joinPointer({ pointer, token }), depth + 1);
      if (members.length > 0) return;
    }
    fields += 1;
    if (fields > limits.fields) throw jsonTooLarge({ measure: "fields", limit: limits.fields });
  };
  visit(value, "", 0);
  return value as JsonValue;
}

function membersOf({ node, pointer }: { node: object; pointer: string }): [string | number, unknown][] {
  if (Array.isArray(node)) return Array.from(node, (child, index) => [index, child]);
  const prototype = Object.getPrototypeOf(node);
  if (prototype !== Object.prototype && prototype !== null)
    throw invalidJson({ pointer, problem: "is not plain data" });
  if (Object.getOwnPropertySymbols(node).length > 0) throw invalidJson({ pointer, problem: "has a symbol" });
  const members = Object.entries(node);
  for (const [name] of members) {
    checkText({ text: name, pointer });
    if (FORBIDDEN_NAMES.has(name)) throw invalidJson({ pointer, problem: `has a member named ${name}` });
  }
  return members;
}

function checkScalar({ node, pointer }: { node: unknown; pointer: string }): void {
  if (typeof node === "string") checkText({ text: node, pointer });
  else if (typeof node === "number") {
    if (!Number.isSafeInteger(node) || Object.is(node, -0)) {
      throw invalidJson({ pointer, problem: "is a number that isn't an integer up to 2^53 - 1" });
    }
  } else if (typeof node !== "boolean") throw invalidJson({ pointer, problem: "is not text, integer or boolean" });
}

/** @param parameters.problem reads on from "The JSON at …". */
export function invalidJson({ pointer, problem }: { pointer: string; problem: string }): KontorError {
  const at = pointer.slice(0, 200);
  const message = `The JSON ${at === "" ? "" : `at ${at} `}${problem}.`;
  return new KontorError({ code: "InvalidJson", message, details: { pointer: at, problem } });
}
