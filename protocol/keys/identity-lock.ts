import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { bytes, struct, U8, U32BE } from "micro-packed";
import { decodeAll, encodeAll } from "../bytes/binary-format.ts";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { KontorError } from "../errors/kontor-error.ts";
import {
  checkCost,
  DEFAULT_COST,
  derivePassphraseKey,
  PASSPHRASE_SALT_LENGTH,
  type PassphraseCost,
} from "./passphrase-key.ts";
import { deriveRecoveryKey } from "./recovery-words.ts";

/** What opens a lock: what the person types. */
export type Unlock = { type: "passphrase"; passphrase: string } | { type: "recovery"; words: string };
/** A lock to make. The cost is of a passphrase only. */
export type NewLock = Unlock & { cost?: PassphraseCost };
export type LockType = Unlock["type"];

export const LOCK_CODES: Readonly<Record<LockType, number>> = { passphrase: 1, recovery: 2 };
/** Bytes of a whole lock, by its code. */
export const LOCK_LENGTHS: ReadonlyMap<number, number> = new Map([
  [LOCK_CODES.passphrase, 98],
  [LOCK_CODES.recovery, 73],
]);

const NONCE_LENGTH = 24;
const CIPHERTEXT_LENGTH = 48;

const passphraseParameters = struct({
  salt: bytes(PASSPHRASE_SALT_LENGTH),
  memoryKiB: U32BE,
  iterations: U32BE,
  parallelism: U8,
});

type Sealing = { seed: Uint8Array; lock: NewLock; head: Uint8Array; randomBytes?: RandomBytes };

/**
 * `u8 type ‖ parameters ‖ nonce ‖ ciphertext(48)` of the seed.
 * @param parameters.head the sealed identity's bytes before its locks: part of the associated data.
 * @throws InvalidLockCost, InvalidPassphrase, InvalidRecoveryWords
 */
export async function sealLock({ seed, lock, head, randomBytes = secureRandomBytes }: Sealing): Promise<Uint8Array> {
  const parameters = lock.type === "passphrase" ? newParameters({ cost: lock.cost, randomBytes }) : new Uint8Array();
  const key = await deriveKey({ unlock: lock, parameters });
  const nonce = randomBytes(NONCE_LENGTH);
  const opening = Uint8Array.of(LOCK_CODES[lock.type], ...parameters, ...nonce);
  const ciphertext = xchacha20poly1305(key, nonce, Uint8Array.of(...head, ...opening)).encrypt(seed);
  return Uint8Array.of(...opening, ...ciphertext);
}

/**
 * The seed behind a lock. A wrong passphrase and a damaged lock look the same: the cipher can't tell them apart.
 * @throws LockNotOpened, InvalidLockCost, InvalidPassphrase, InvalidRecoveryWords
 */
export async function openLock({
  lock,
  unlock,
  head,
}: {
  lock: Uint8Array;
  unlock: Unlock;
  head: Uint8Array;
}): Promise<Uint8Array> {
  const nonceAt = lock.length - CIPHERTEXT_LENGTH - NONCE_LENGTH;
  const key = await deriveKey({ unlock, parameters: lock.subarray(1, nonceAt) });
  const opening = lock.subarray(0, nonceAt + NONCE_LENGTH);
  try {
    const cipher = xchacha20poly1305(key, opening.subarray(nonceAt), Uint8Array.of(...head, ...opening));
    return cipher.decrypt(lock.subarray(opening.length));
  } catch (cause) {
    const message = `The ${unlock.type === "passphrase" ? "passphrase is" : "recovery words are"} wrong.`;
    const hints = ["If you are sure of it, the stored identity is damaged: ask for an older copy."];
    throw new KontorError({ code: "LockNotOpened", message, hints, cause });
  }
}

function newParameters({
  cost = DEFAULT_COST,
  randomBytes,
}: {
  cost: PassphraseCost | undefined;
  randomBytes: RandomBytes;
}): Uint8Array {
  checkCost(cost);
  const value = { ...cost, salt: randomBytes(PASSPHRASE_SALT_LENGTH) };
  return encodeAll({ coder: passphraseParameters, value, name: "passphrase lock" });
}

async function deriveKey({ unlock, parameters }: { unlock: Unlock; parameters: Uint8Array }): Promise<Uint8Array> {
  if (unlock.type === "recovery") return deriveRecoveryKey(unlock.words);
  const { salt, ...cost } = decodeAll({ coder: passphraseParameters, bytes: parameters, name: "passphrase lock" });
  return derivePassphraseKey({ passphrase: unlock.passphrase, salt, cost });
}
