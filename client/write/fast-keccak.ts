import type { Keccak } from "#protocol/bytes/keccak.ts";
import { loadFastKeccak } from "#protocol/bytes/load-fast-keccak.ts";

let loading: Promise<Keccak> | undefined;

/** Keccak-256 in WebAssembly, loaded once: commitments hash every field of a record twice. */
export function fastKeccak(): Promise<Keccak> {
  loading ??= loadFastKeccak();
  return loading;
}
