import type { Address, Hex } from "viem";
import { KontorError } from "../errors/kontor-error.ts";
import { fromHex } from "./hex.ts";

const WORD = 32;

/** One 32-byte word of the Solidity ABI: bytes32 and address as hexadecimal, unsigned integers with their width. */
export type AbiWord =
  | { bytes32: Hex; name: string }
  | { address: Address; name: string }
  | { uint: bigint | number; bits: number; name: string };

/**
 * `abi.encode` of static values. Written out because hashing entries in bulk is mostly this; a property test holds it to
 * viem's encoder.
 * @throws InvalidHex, or InvalidEntry for an integer out of its width.
 */
export function encodeAbiWords(words: readonly AbiWord[]): Uint8Array {
  const out = new Uint8Array(words.length * WORD);
  words.forEach((word, index) => {
    const at = index * WORD;
    if ("bytes32" in word) out.set(fromHex({ hex: word.bytes32, length: WORD, name: word.name }), at);
    else if ("address" in word) out.set(fromHex({ hex: word.address, length: 20, name: word.name }), at + 12);
    else writeUint({ out, end: at + WORD, value: word.uint, bits: word.bits, name: word.name });
  });
  return out;
}

type UintToWrite = { out: Uint8Array; end: number; value: bigint | number; bits: number; name: string };

function writeUint({ out, end, value, bits, name }: UintToWrite): void {
  const integer = typeof value === "bigint" || Number.isSafeInteger(value) ? BigInt(value) : -1n;
  if (integer < 0n || integer >= 1n << BigInt(bits)) {
    throw new KontorError({ code: "InvalidEntry", message: `${name} is not an unsigned integer of ${bits} bits.` });
  }
  let rest = integer;
  for (let at = end - 1; rest > 0n; at--, rest >>= 8n) out[at] = Number(rest & 0xffn);
}
