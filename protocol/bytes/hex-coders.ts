import { apply, bytes, type CoderType } from "micro-packed";
import type { Address, Hex } from "viem";
import { fromHex, toHex } from "./hex.ts";

/** A field of 20 bytes, an address in lower case. */
export const addressCoder: CoderType<Address> = hexCoder({ length: 20, name: "address" });

/** A field of 32 bytes, a hash or an id in lower case. */
export const bytes32Coder: CoderType<Hex> = hexCoder({ length: 32, name: "bytes32" });

function hexCoder({ length, name }: { length: number; name: string }): CoderType<Hex> {
  return apply(bytes(length), { encode: toHex, decode: (hex: Hex) => fromHex({ hex, length, name }) });
}
