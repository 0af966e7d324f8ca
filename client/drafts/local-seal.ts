import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Address } from "viem";
import { z } from "zod";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { addressSchema } from "#protocol/api/hex.ts";
import { type RandomBytes, secureRandomBytes } from "#protocol/bytes/random-bytes.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Holder } from "../keys/holder.ts";

export const sealedLocallySchema = z.strictObject({
  version: z.literal(1),
  /** Whose key it is under: a member's own, or an organisation's. */
  holder: addressSchema,
  /** Of that key. */
  epoch: z.int().positive(),
  /** Base64: 24 bytes of nonce and the ciphertext of XChaCha20-Poly1305. */
  box: z.string(),
});

/** Something that only this device keeps, encrypted. JSON-safe. */
export type SealedLocally = z.infer<typeof sealedLocallySchema>;

const LABEL = new TextEncoder().encode("kontor/local/1");
const NONCE_LENGTH = 24;

export type SealLocallyParameters = {
  holder: Holder;
  /** What it is and where it belongs; it opens only under the same. */
  place: string;
  /** JSON. */
  value: unknown;
  randomBytes?: RandomBytes | undefined;
};

/**
 * Encrypts a value under a key that HKDF-SHA-256 derives from the holder's newest seed, for this device alone: nothing of it
 * is part of the protocol. The holder, the epoch and the place are authenticated.
 */
export function sealLocally(parameters: SealLocallyParameters): SealedLocally {
  const { holder, place, value, randomBytes = secureRandomBytes } = parameters;
  const epoch = Math.max(...holder.seeds.keys());
  const head = { version: 1 as const, holder: holder.account.toLowerCase() as Address, epoch };
  const nonce = randomBytes(NONCE_LENGTH);
  const text = new TextEncoder().encode(JSON.stringify(value));
  const ciphertext = cipherOf({ holder, head, place, nonce }).encrypt(text);
  const box = new Uint8Array(NONCE_LENGTH + ciphertext.length);
  box.set(nonce);
  box.set(ciphertext, NONCE_LENGTH);
  return { ...head, box: encodeBase64(box) };
}

export type OpenLocallyParameters = { holder: Holder; place: string; sealed: SealedLocally };

/** The value inside. Throws `NoOpening` where the holder has no such key, or it was sealed for another place or changed. */
export function openLocally({ holder, place, sealed }: OpenLocallyParameters): unknown {
  const { box, ...head } = sealed;
  try {
    const bytes = decodeBase64(box);
    const nonce = bytes.subarray(0, NONCE_LENGTH);
    const text = cipherOf({ holder, head, place, nonce }).decrypt(bytes.subarray(NONCE_LENGTH));
    return JSON.parse(new TextDecoder().decode(text));
  } catch (cause) {
    throw new KontorError({
      code: "NoOpening",
      message: "What this device kept does not open with the keys that are open now.",
      hints: ["It opens with the key that it was kept under; where that was replaced, enter it again."],
      details: { holder: sealed.holder, epoch: sealed.epoch },
      cause,
    });
  }
}

function cipherOf(parameters: { holder: Holder; head: Omit<SealedLocally, "box">; place: string; nonce: Uint8Array }) {
  const { holder, head, place, nonce } = parameters;
  const seed = holder.account.toLowerCase() === head.holder ? holder.seeds.get(head.epoch) : undefined;
  if (seed === undefined) throw new KontorError({ code: "NoOpening", message: "There is no such key." });
  const associated = new TextEncoder().encode(JSON.stringify([head.version, head.holder, head.epoch, place]));
  return xchacha20poly1305(hkdf(sha256, seed, undefined, LABEL, 32), nonce, associated);
}
