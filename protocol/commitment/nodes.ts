import { expectLength } from "../bytes/expect-length.ts";
import type { Keccak } from "../bytes/keccak.ts";
import type { Field } from "../record/fields.ts";

const WORD = 32;

/** Strings up to this many characters are copied by hand: for them a call of the encoder costs more than the encoding. */
const MAX_SHORT_LENGTH = 64;

const encoder = new TextEncoder();

/**
 * What a node of the tree is, as the first word of what is hashed. Leaves, inner nodes and empty places are over three words
 * each, and this word keeps one from passing for another.
 */
const LEAF = 0;
const INNER = 1;
const EMPTY = 2;

/** The commitment is over four words: it is no node. */
const ROOT = 3;

/** Paths that were hashed once: the records of a kind have mostly the same pointers. */
const paths = new Map<string, Uint8Array>();
const MAX_PATHS = 4_096;

/** `keccak256(utf8(pointer))`: the way to the field's place, one bit a level, the most significant first; 0 is left. */
export function pathOf({ pointer, keccak }: { pointer: string; keccak: Keccak }): Uint8Array {
  const known = paths.get(pointer);
  if (known !== undefined) return known;
  if (paths.size === MAX_PATHS) paths.clear();
  const path = keccak(utf8(pointer));
  paths.set(pointer, path);
  return path;
}

/**
 * `keccak256(abi.encode(string type, string value, bytes32 salt))`: what a field says, hidden by its salt.
 * @throws InvalidLength
 */
export function hashContent({
  field,
  salt,
  keccak,
}: {
  field: Omit<Field, "pointer">;
  salt: Uint8Array;
  keccak: Keccak;
}): Uint8Array {
  expectLength({ bytes: salt, length: WORD, name: "The salt" });
  const [type, value] = [utf8(field.type), utf8(field.value)];
  const typeAt = 3 * WORD;
  const valueAt = typeAt + WORD + paddedToWord(type.length);
  const out = new Uint8Array(valueAt + WORD + paddedToWord(value.length));
  const view = new DataView(out.buffer);
  view.setUint32(WORD - 4, typeAt);
  view.setUint32(2 * WORD - 4, valueAt);
  out.set(salt, 2 * WORD);
  view.setUint32(typeAt + WORD - 4, type.length);
  out.set(type, typeAt + WORD);
  view.setUint32(valueAt + WORD - 4, value.length);
  out.set(value, valueAt + WORD);
  return keccak(out);
}

/** `keccak256(abi.encode(uint256 0, bytes32 path, bytes32 content))`. */
export function hashLeaf(parameters: { path: Uint8Array; content: Uint8Array; keccak: Keccak }): Uint8Array {
  return hashNode({ tag: LEAF, first: parameters.path, second: parameters.content, keccak: parameters.keccak });
}

/** `keccak256(abi.encode(uint256 1, bytes32 left, bytes32 right))`. */
export function hashInner(parameters: { left: Uint8Array; right: Uint8Array; keccak: Keccak }): Uint8Array {
  return hashNode({ tag: INNER, first: parameters.left, second: parameters.right, keccak: parameters.keccak });
}

/** `keccak256(abi.encode(uint256 2, bytes32 salt, bytes32 0))`: without its salt, nobody can tell it from a leaf. */
export function hashEmpty({ salt, keccak }: { salt: Uint8Array; keccak: Keccak }): Uint8Array {
  return hashNode({ tag: EMPTY, first: salt, second: ZERO, keccak });
}

/** `keccak256(abi.encode(uint256 count, bytes32 salt))`: how many fields there are, hidden like a field. */
export function hashCount(parameters: { count: number; salt: Uint8Array; keccak: Keccak }): Uint8Array {
  const { count, salt, keccak } = parameters;
  const out = new Uint8Array(2 * WORD);
  new DataView(out.buffer).setUint32(WORD - 4, count);
  out.set(salt, WORD);
  return keccak(out);
}

/** `keccak256(abi.encode(uint256 3, bytes32 keccak256(utf8(schema)), bytes32 countHash, bytes32 tree))`: the commitment. */
export function hashRoot(parameters: {
  schema: string;
  countHash: Uint8Array;
  tree: Uint8Array;
  keccak: Keccak;
}): Uint8Array {
  const { schema, countHash, tree, keccak } = parameters;
  const out = new Uint8Array(4 * WORD);
  out[WORD - 1] = ROOT;
  out.set(keccak(utf8(schema)), WORD);
  out.set(countHash, 2 * WORD);
  out.set(tree, 3 * WORD);
  return keccak(out);
}

/** Whether the way of a path goes right at a depth. */
export function goesRight({ path, depth }: { path: Uint8Array; depth: number }): boolean {
  return (((path[depth >> 3] ?? 0) >> (7 - (depth & 7))) & 1) === 1;
}

const ZERO = new Uint8Array(WORD);

type Node = { tag: number; first: Uint8Array; second: Uint8Array; keccak: Keccak };

function hashNode({ tag, first, second, keccak }: Node): Uint8Array {
  const out = new Uint8Array(3 * WORD);
  out[WORD - 1] = tag;
  out.set(first, WORD);
  out.set(second, 2 * WORD);
  return keccak(out);
}

function utf8(text: string): Uint8Array {
  if (text.length > MAX_SHORT_LENGTH) return encoder.encode(text);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) return encoder.encode(text);
    bytes[at] = unit;
  }
  return bytes;
}

function paddedToWord(length: number): number {
  return Math.ceil(length / WORD) * WORD;
}
