import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { expectLength } from "../bytes/expect-length.ts";
import { ENVELOPE_CONTEXT_LENGTH } from "./header.ts";

const LABEL = new TextEncoder().encode("kontor/payload/1");
const KEY_LENGTH = 32;

/** The two keys that an envelope needs: one from the steward's members, one from the service, which can destroy it. */
export type PayloadKeyMaterial = { sectionKey: Uint8Array; shredShare: Uint8Array };

export type PayloadKey = {
  key: Uint8Array;
  /** Stands in the header, because XChaCha20-Poly1305 alone lets one ciphertext open under two keys. */
  commitment: Uint8Array;
};

/**
 * `HKDF-SHA256(sectionKey ‖ shredShare, info = "kontor/payload/1" ‖ header[0..80), 64)`, split in two: the key fits one
 * chain, registry, customer, sequence, kind and epoch.
 * @throws InvalidLength
 */
export function derivePayloadKey(parameters: PayloadKeyMaterial & { header: Uint8Array }): PayloadKey {
  const { sectionKey, shredShare, header } = parameters;
  expectLength({ bytes: sectionKey, length: KEY_LENGTH, name: "The section key" });
  expectLength({ bytes: shredShare, length: KEY_LENGTH, name: "The shred share" });
  const ikm = new Uint8Array(2 * KEY_LENGTH);
  ikm.set(sectionKey);
  ikm.set(shredShare, KEY_LENGTH);
  const info = new Uint8Array(LABEL.length + ENVELOPE_CONTEXT_LENGTH);
  info.set(LABEL);
  info.set(header.subarray(0, ENVELOPE_CONTEXT_LENGTH), LABEL.length);
  const okm = hkdf(sha256, ikm, undefined, info, 2 * KEY_LENGTH);
  ikm.fill(0);
  return { key: okm.subarray(0, KEY_LENGTH), commitment: okm.subarray(KEY_LENGTH) };
}
