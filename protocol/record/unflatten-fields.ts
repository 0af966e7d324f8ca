import { splitPointer } from "../json/json-pointer.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { type Field, flattenRecord, invalidFields } from "./fields.ts";

type Branch = Map<string, Branch | JsonValue>;

const INTEGER = /^(?:0|-?[1-9][0-9]*)$/;
const ARRAY_INDEX = /^(?:0|[1-9][0-9]*)$/;

/**
 * The record that `fields` (the header field first) are the fields of. Whatever flattenRecord doesn't give back exactly
 * is refused: a field moved, renamed, doubled, dropped, out of order, or of another type than its value.
 * @throws InvalidFields
 */
export function unflattenFields(fields: readonly Field[]): JsonObject & { readonly schema: string } {
  const root: Branch = new Map();
  for (const field of fields.slice(1)) plant({ root, field });
  const record = grow(root);
  if (!hasSchema(record)) throw invalidFields("names no schema");
  if (!sameFields(fields, flattenRecord(record))) throw invalidFields("isn't what these fields come from");
  return record;
}

function plant({ root, field }: { root: Branch; field: Field }): void {
  const tokens = splitPointer(field.pointer);
  const last = tokens?.pop();
  if (tokens === undefined || last === undefined) throw invalidFields("has a field without a place");
  let branch = root;
  for (const token of tokens) {
    const next = branch.get(token) ?? new Map();
    if (!(next instanceof Map)) throw invalidFields("has a field inside another one");
    branch.set(token, next);
    branch = next;
  }
  if (branch.has(last)) throw invalidFields("has two fields in one place");
  branch.set(last, jsonOf(field));
}

function jsonOf({ type, value }: Field): JsonValue {
  if (type === "text") return value;
  if (type === "integer" && INTEGER.test(value)) return Number(value);
  if (type === "boolean" && (value === "true" || value === "false")) return value === "true";
  if (type === "object" && value === "") return {};
  if (type === "array" && value === "") return [];
  throw invalidFields("has a field whose value isn't of its type");
}

function grow(branch: Branch): JsonValue {
  const members = Array.from(branch, ([token, child]): [string, JsonValue] => [
    token,
    child instanceof Map ? grow(child) : child,
  ]);
  if (!members.every(([token]) => ARRAY_INDEX.test(token))) return Object.fromEntries(members);
  const elements: JsonValue[] = [];
  for (const [token, child] of members) {
    const index = Number(token);
    if (index >= members.length) throw invalidFields("has an array with a gap");
    elements[index] = child;
  }
  return elements;
}

function hasSchema(record: JsonValue): record is JsonObject & { readonly schema: string } {
  return (
    typeof record === "object" && !Array.isArray(record) && "schema" in record && typeof record.schema === "string"
  );
}

function sameFields(given: readonly Field[], made: readonly Field[]): boolean {
  const isSame = (a: Field, b: Field | undefined): boolean =>
    a.index === b?.index && a.pointer === b.pointer && a.type === b.type && a.value === b.value;
  return given.length === made.length && given.every((field, position) => isSame(field, made[position]));
}
