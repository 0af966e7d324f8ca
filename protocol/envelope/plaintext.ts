import { ENTRY_SECRET_LENGTH } from "../commitment/salts.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { pad, unpad } from "./padding.ts";

const LENGTH_BYTES = 4;
const PREFIX = ENTRY_SECRET_LENGTH + LENGTH_BYTES;

/** What an envelope hides. */
export type Plaintext = {
  entrySecret: Uint8Array;
  /** The record's canonical JSON, UTF-8. */
  json: Uint8Array;
};

/** `entrySecret(32) ‖ u32(length) ‖ json ‖ zeros` up to the Padmé length. */
export function encodePlaintext({ entrySecret, json }: Plaintext): Uint8Array {
  const content = new Uint8Array(PREFIX + json.length);
  content.set(entrySecret);
  new DataView(content.buffer).setUint32(ENTRY_SECRET_LENGTH, json.length);
  content.set(json, PREFIX);
  return pad(content);
}

/** @throws InvalidPadding */
export function decodePlaintext(padded: Uint8Array): Plaintext {
  if (padded.length < PREFIX) throw new KontorError({ code: "InvalidPadding", message: "The plaintext is too short." });
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(ENTRY_SECRET_LENGTH);
  const content = unpad({ padded, length: PREFIX + length });
  return { entrySecret: content.slice(0, ENTRY_SECRET_LENGTH), json: content.subarray(PREFIX) };
}
