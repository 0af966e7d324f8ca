import { KontorError } from "../errors/kontor-error.ts";

/** @throws InvalidLength unless `bytes` is a Uint8Array of exactly `length` bytes. Says the lengths, never the bytes. */
export function expectLength({ bytes, length, name }: { bytes: Uint8Array; length: number; name: string }): void {
  if (bytes instanceof Uint8Array && bytes.length === length) return;
  throw new KontorError({
    code: "InvalidLength",
    message: `${name} is not ${length} bytes.`,
    details: { expected: length, actual: bytes instanceof Uint8Array ? bytes.length : -1 },
  });
}
