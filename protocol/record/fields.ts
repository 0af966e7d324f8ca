import { KontorError } from "../errors/kontor-error.ts";
import { checkJsonValue } from "../json/check-json-value.ts";
import { RECORD_LIMITS } from "../json/json-limits.ts";
import { joinPointer } from "../json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";

/** `object` and `array` stand for empty containers only. */
export const FIELD_TYPES = ["text", "integer", "boolean", "object", "array"] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** One committed piece of a record. */
export type Field = {
  /** RFC 6901. */
  pointer: string;
  type: FieldType;
  value: string;
};

/** A member with such a name would give the same pointers as an array, and so the same commitment as another record. */
const ARRAY_INDEX = /^(?:0|[1-9][0-9]*)$/;

/**
 * The fields of a record, in the order of their pointers' UTF-8 bytes. Two records never have the same fields.
 * @throws InvalidFields, InvalidJson, InvalidText, JsonTooLarge
 */
export function flattenRecord(record: JsonObject & { readonly schema: string }): Field[] {
  checkJsonValue({ value: record, limits: RECORD_LIMITS });
  const found: Field[] = [];
  collect({ node: record, pointer: "", found });
  return found.sort((a, b) => compareUtf8(a.pointer, b.pointer));
}

type Collecting = { node: JsonValue; pointer: string; found: Field[] };

function collect({ node, pointer, found }: Collecting): void {
  if (typeof node === "string") found.push({ pointer, type: "text", value: node });
  else if (typeof node === "number") found.push({ pointer, type: "integer", value: String(node) });
  else if (typeof node === "boolean") found.push({ pointer, type: "boolean", value: String(node) });
  else if (isJsonObject(node)) {
    const names = Object.keys(node);
    if (names.length === 0) found.push({ pointer, type: "object", value: "" });
    for (const name of names) {
      if (ARRAY_INDEX.test(name)) {
        throw new KontorError({
          code: "InvalidFields",
          message: "The record has a member whose name is an array index.",
        });
      }
      collect({ node: node[name] as JsonValue, pointer: joinPointer({ pointer, token: name }), found });
    }
  } else {
    if (node.length === 0) found.push({ pointer, type: "array", value: "" });
    node.forEach((child, index) => {
      collect({ node: child, pointer: joinPointer({ pointer, token: index }), found });
    });
  }
}

/**
 * The order of UTF-8 bytes, which is the order of code points. JavaScript compares UTF-16 code units, where a surrogate
 * (a code point over U+FFFF) sorts before U+E000 to U+FFFF.
 */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
