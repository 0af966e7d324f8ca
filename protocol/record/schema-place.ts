import { z } from "zod";
import { splitPointer } from "../json/json-pointer.ts";
import type { JsonValue } from "../json/json-value.ts";
import type { Field } from "./fields.ts";
import { findRecordSchema } from "./record-schemas.ts";
import { MAX_LIST_LENGTH } from "./schemas/list-of.ts";

type OfRecord = {
  /** The kind of the record's entry. */
  kind: number;
  /** The schema's id, such as `profile/2`. */
  schema: string;
};

const INTEGER = /^(?:0|-?[1-9][0-9]*)$/;
const ARRAY_INDEX = /^(?:0|[1-9][0-9]*)$/;

/**
 * Whether a record of this kind and schema can have a field with this pointer.
 * @throws UnknownKind
 */
export function allowsPointer({ pointer, ...ofRecord }: OfRecord & { pointer: string }): boolean {
  return valuesAt({ ...ofRecord, pointer }).length > 0;
}

/**
 * Whether a record of this kind and schema can have this field: its schema has a value at this pointer, of this type, and takes
 * this one. What the schema says of several fields together (that a list has one primary element) is not asked.
 * @throws UnknownKind
 */
export function allowsField({ field, ...ofRecord }: OfRecord & { field: Field }): boolean {
  const value = jsonOf(field);
  if (value === undefined) return false;
  return valuesAt({ ...ofRecord, pointer: field.pointer }).some((schema) => schema.safeParse(value).success);
}

/** The schemas of plain values that a pointer can lead to; more than one where a record has several forms. */
function valuesAt({ kind, schema, pointer }: OfRecord & { pointer: string }): z.ZodType[] {
  const root = findRecordSchema({ kind, id: schema });
  const tokens = splitPointer(pointer);
  if (root === undefined || tokens === undefined) return [];
  return tokens
    .reduce<z.ZodType[]>((places, token) => places.flatMap((place) => step({ place, token })), alternatives(root))
    .filter((place) => !(place instanceof z.ZodObject || place instanceof z.ZodArray));
}

function step({ place, token }: { place: z.ZodType; token: string }): z.ZodType[] {
  if (place instanceof z.ZodObject) {
    return Object.hasOwn(place.shape, token) ? alternatives(place.shape[token] as z.ZodType) : [];
  }
  if (place instanceof z.ZodArray && ARRAY_INDEX.test(token) && Number(token) < MAX_LIST_LENGTH) {
    return alternatives(place.element as z.ZodType);
  }
  return [];
}

/** What a schema comes down to: a union's members, and an optional member as if it were there. */
function alternatives(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => alternatives(option as z.ZodType));
  if (schema instanceof z.ZodExactOptional) return alternatives(schema.unwrap() as z.ZodType);
  return [schema];
}

function jsonOf({ type, value }: Field): JsonValue | undefined {
  if (type === "text") return value;
  if (type === "integer" && INTEGER.test(value)) return Number(value);
  if (type === "boolean" && (value === "true" || value === "false")) return value === "true";
  // No schema allows an empty object or list.
  return undefined;
}
