import { expectLength } from "../bytes/expect-length.ts";
import type { Keccak } from "../bytes/keccak.ts";
import type { Field } from "../record/fields.ts";

const WORD = 32;
const MAX_SHORT_LENGTH = 64;
const encoder = new TextEncoder();

/**
 * `abi.encode(uint256 index, string pointer, string type, string value, bytes32 salt)`. Written out because a record has
 * dozens of leaves and a demo a thousand records; a property test holds it to viem's encoder.
 * @throws InvalidLength
 */
export function encodeLeaf({ field, salt }: { field: Field; salt: Uint8Array }): Uint8Array {
  expectLength({ bytes: salt, length: WORD, name: "The salt" });
  const texts = [utf8(field.pointer), utf8(field.type), utf8(field.value)];
  const headLength = 5 * WORD;
  let length = headLength;
  for (const text of texts) length += WORD + paddedToWord(text.length);
  const out = new Uint8Array(length);
  const view = new DataView(out.buffer);
  view.setUint32(WORD - 4, field.index);
  let tail = headLength;
  for (const [position, text] of texts.entries()) {
    view.setUint32((position + 2) * WORD - 4, tail);
    view.setUint32(tail + WORD - 4, text.length);
    out.set(text, tail + WORD);
    tail += WORD + paddedToWord(text.length);
  }
  out.set(salt, 4 * WORD);
  return out;
}

/**
 * The leaf of a field: hashed twice, as OpenZeppelin's standard tree does, so that no inner node (64 bytes hashed once)
 * can pass for a leaf.
 */
export function hashLeaf({ field, salt, keccak }: { field: Field; salt: Uint8Array; keccak: Keccak }): Uint8Array {
  return keccak(keccak(encodeLeaf({ field, salt })));
}

/** Most texts are short and ASCII, and for those a call of the encoder costs more than the encoding. */
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
