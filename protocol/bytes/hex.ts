import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import type { Hex } from "viem";
import { KontorError } from "../errors/kontor-error.ts";

const HEX = /^0x(?:[0-9a-fA-F]{2})*$/;

/** Lower-case `0x…` of the bytes. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(bytes)}`;
}

/**
 * The bytes of `0x…`, either case.
 * @throws InvalidHex when it isn't hexadecimal, or not of `length` bytes.
 */
export function fromHex({ hex, length, name }: { hex: string; length: number; name: string }): Uint8Array {
  if (typeof hex !== "string" || hex.length !== 2 + 2 * length || !HEX.test(hex)) {
    throw new KontorError({ code: "InvalidHex", message: `${name} is not ${length} bytes of hexadecimal with 0x.` });
  }
  return hexToBytes(hex.slice(2));
}
