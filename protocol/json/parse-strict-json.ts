import { type MemberNode, parse, type ValueNode } from "@humanwhocodes/momoa";
import { checkJsonValue, invalidJson } from "./check-json-value.ts";
import { type JsonLimits, jsonTooLarge, RECORD_LIMITS } from "./json-limits.ts";
import { joinPointer } from "./json-pointer.ts";
import type { JsonValue } from "./json-value.ts";

const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;

/**
 * Parses RFC 8259 JSON as PROTOCOL.md, section 2, reads it: I-JSON without null and fractions, every member name once.
 * Works on the syntax tree, because `JSON.parse` keeps the last of two members with one name and rounds large integers.
 * @throws InvalidJson, InvalidText, JsonTooLarge
 */
export function parseStrictJson(input: string | Uint8Array, limits: JsonLimits = RECORD_LIMITS): JsonValue {
  // A string is never longer than its UTF-8, so what is far too long is refused unencoded.
  const isOver = input.length > limits.bytes || (typeof input === "string" && utf8Length(input) > limits.bytes);
  if (isOver) throw jsonTooLarge({ measure: "bytes", limit: limits.bytes });
  const text = typeof input === "string" ? input : decodeUtf8(input);
  checkShape({ text, limits });
  const value = build({ node: parseTree(text), text, pointer: "" });
  checkJsonValue({ value, limits });
  return value;
}

/** Strict UTF-8; a byte order mark stays, and is then refused as JSON. @throws InvalidJson */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalidJson({ pointer: "", problem: "is not UTF-8" });
  }
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * Depth and number of fields, before a tree is built: a tree of 10 MB of brackets would cost a gigabyte. In well-formed
 * JSON the commas are one fewer than the scalars and empty containers, whatever the nesting.
 */
function checkShape({ text, limits }: { text: string; limits: JsonLimits }): void {
  let depth = 0;
  let fields = 1;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    else if (character === ",") fields += 1;
    if (depth > limits.depth) throw jsonTooLarge({ measure: "depth", limit: limits.depth });
    if (fields > limits.fields) throw jsonTooLarge({ measure: "fields", limit: limits.fields });
  }
}

/** Two parsers: the engine's for the grammar (the tree's lets raw control characters through), the tree's for the rest. */
function parseTree(text: string): ValueNode {
  try {
    JSON.parse(text);
    return parse(text, { mode: "json", ranges: true }).body;
  } catch {
    // A parser's message quotes the text, which may be personal data: it goes no further.
    throw invalidJson({ pointer: "", problem: "is not well-formed" });
  }
}

type Place = { text: string; pointer: string };

function build({ node, text, pointer }: Place & { node: ValueNode }): JsonValue {
  switch (node.type) {
    case "String":
    case "Boolean":
      return node.value;
    case "Number":
      return integerOf({ lexeme: text.slice(...(node.range ?? [0, 0])), pointer });
    case "Array":
      return node.elements.map(({ value }, index) =>
        build({ node: value, text, pointer: joinPointer({ pointer, token: index }) }),
      );
    case "Object":
      return buildObject({ members: node.members, text, pointer });
    default:
      throw invalidJson({ pointer, problem: "is not text, integer or boolean" });
  }
}

function buildObject({ members, text, pointer }: Place & { members: MemberNode[] }): JsonValue {
  const built = new Map<string, JsonValue>();
  for (const { name, value } of members) {
    const token = name.type === "String" ? name.value : name.name;
    if (built.has(token)) throw invalidJson({ pointer, problem: "has two members of one name" });
    built.set(token, build({ node: value, text, pointer: joinPointer({ pointer, token }) }));
  }
  return Object.fromEntries(built);
}

/** Judged as it is written: `1.0`, `1e2`, `-0` and 2^53 + 1 would all look like integers once they are numbers. */
function integerOf({ lexeme, pointer }: { lexeme: string; pointer: string }): number {
  if (!INTEGER.test(lexeme) || lexeme === "-0" || !Number.isSafeInteger(Number(lexeme))) {
    throw invalidJson({ pointer, problem: "is a number that isn't an integer up to 2^53 - 1" });
  }
  return Number(lexeme);
}
