import type { Hex } from "viem";
import { isKontorError } from "#protocol/errors/kontor-error.ts";

export type KeyChange = { oldFingerprint: string; newFingerprint: string; keyHash: Hex };

/** What a `KeyChanged` is about; null for every other error. */
export function describeKeyChange(error: unknown): KeyChange | null {
  if (!isKontorError(error) || error.code !== "KeyChanged") return null;
  const { oldFingerprint, newFingerprint, keyHash } = error.details ?? {};
  return {
    oldFingerprint: String(oldFingerprint),
    newFingerprint: String(newFingerprint),
    keyHash: String(keyHash) as Hex,
  };
}
