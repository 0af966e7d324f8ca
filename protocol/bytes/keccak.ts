import { keccak_256 } from "@noble/hashes/sha3.js";

/** Keccak-256 with Ethereum's padding: 32 bytes. A parameter where bulk work is done; see load-fast-keccak.ts. */
export type Keccak = (bytes: Uint8Array) => Uint8Array;

export const keccak256: Keccak = keccak_256;
