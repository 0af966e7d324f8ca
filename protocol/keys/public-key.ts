import { x25519 } from "@noble/curves/ed25519.js";
import { KontorError } from "../errors/kontor-error.ts";
import { PUBLIC_KEY_LENGTH } from "./key-hash.ts";

const ML_KEM_VECTOR_LENGTH = 1152;
const ML_KEM_KEY_LENGTH = 1184;
/** The prime that ML-KEM's coefficients are under. */
const Q = 3329;
/** Any scalar tells: a point of low order gives zero with every one. */
const PROBE = new Uint8Array(32).fill(8);

/**
 * Refuses keys that make one half of the hybrid worthless before anything is sealed to them: an X25519 point of low order
 * (all zeros among them), and an ML-KEM key whose coefficients aren't reduced (FIPS 203, 7.2, modulus check).
 * @throws InvalidPublicKey
 */
export function checkPublicKey(publicKey: Uint8Array): void {
  if (!(publicKey instanceof Uint8Array) || publicKey.length !== PUBLIC_KEY_LENGTH) {
    throw invalidPublicKey(`is not ${PUBLIC_KEY_LENGTH} bytes`);
  }
  for (let at = 0; at < ML_KEM_VECTOR_LENGTH; at += 3) {
    const [low, middle, high] = [publicKey[at] ?? 0, publicKey[at + 1] ?? 0, publicKey[at + 2] ?? 0];
    if ((low | ((middle & 0x0f) << 8)) >= Q || ((middle >> 4) | (high << 4)) >= Q) {
      throw invalidPublicKey("has an ML-KEM part that isn't reduced");
    }
  }
  if (publicKey.subarray(0, ML_KEM_VECTOR_LENGTH).every((byte) => byte === 0)) {
    throw invalidPublicKey("has an ML-KEM part of zeros");
  }
  try {
    x25519.getSharedSecret(PROBE, publicKey.subarray(ML_KEM_KEY_LENGTH));
  } catch {
    throw invalidPublicKey("has an X25519 part of low order");
  }
}

function invalidPublicKey(problem: string): KontorError {
  return new KontorError({ code: "InvalidPublicKey", message: `The public key ${problem}.` });
}
