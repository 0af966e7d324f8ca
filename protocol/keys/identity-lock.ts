import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { bytes, struct, U8, U32BE } from "micro-packed";
import { decodeAll, encodeAll } from "../bytes/coding.ts";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { KontorError } from "../errors/kontor-error.ts";
import {
  derivePasskeyKey,
  encodePasskeyParameters,
  type PasskeyParameters,
  passkeyParametersLength,
} from "./passkey-lock.ts";
import {
  checkCost,
  DEFAULT_COST,
  derivePassphraseKey,
  PASSPHRASE_SALT_LENGTH,
  type PassphraseCost,
} from "./passphrase-key.ts";
import { deriveRecoveryKey } from "./recovery-words.ts";

/** What opens a lock: what the person types, or what their passkey computes from the lock's salt. */
export type Unlock =
  | { type: "passphrase"; passphrase: string }
  | { type: "recovery"; words: string }
  | { type: "passkey"; prfOutput: Uint8Array };
/** A lock to make. */
export type NewLock =
  | { type: "passphrase"; passphrase: string; cost?: PassphraseCost }
  | { type: "recovery"; words: string }
  | ({ type: "passkey"; prfOutput: Uint8Array } & PasskeyParameters);
export type LockType = Unlock["type"];

export const LOCK_CODES: Readonly<Record<LockType, number>> = { passphrase: 1, recovery: 2, passkey: 3 };

const NONCE_LENGTH = 24;
const CIPHERTEXT_LENGTH = 48;
/** Of a lock without parameters. */
const BARE_LENGTH = 1 + NONCE_LENGTH + CIPHERTEXT_LENGTH;

/** What is said of a lock that doesn't open. */
const NOT_OPENED: Readonly<Record<LockType, string>> = {
  passphrase: "The passphrase is wrong.",
  recovery: "The recovery words are wrong.",
  passkey: "The passkey is another one.",
};

const PASSPHRASE_PARAMETERS_LENGTH = PASSPHRASE_SALT_LENGTH + 4 + 4 + 1;
const passphraseParameters = struct({
  salt: bytes(PASSPHRASE_SALT_LENGTH),
  memoryKiB: U32BE,
  iterations: U32BE,
  parallelism: U8,
});

/**
 * Bytes of the lock that `encoded` starts with, by its code and, for a passkey, by what it says of itself; `undefined` for
 * a code that is not known here.
 */
export function lockLength(encoded: Uint8Array): number | undefined {
  switch (encoded[0]) {
    case LOCK_CODES.passphrase:
      return BARE_LENGTH + PASSPHRASE_PARAMETERS_LENGTH;
    case LOCK_CODES.recovery:
      return BARE_LENGTH;
    case LOCK_CODES.passkey:
      return BARE_LENGTH + passkeyParametersLength(encoded.subarray(1));
    default:
      return undefined;
  }
}

/** The parameters of a whole lock, as they stand between its code and its nonce. */
export function lockParameters(lock: Uint8Array): Uint8Array {
  return lock.subarray(1, lock.length - CIPHERTEXT_LENGTH - NONCE_LENGTH);
}

type Sealing = { seed: Uint8Array; lock: NewLock; head: Uint8Array; randomBytes?: RandomBytes };

/**
 * `u8 type ‖ parameters ‖ nonce ‖ ciphertext(48)` of the seed.
 * @param parameters.head the sealed identity's bytes before its locks: part of the associated data.
 * @throws InvalidArgument, InvalidLength, InvalidLockCost, InvalidPassphrase, InvalidRecoveryWords
 */
export async function sealLock({ seed, lock, head, randomBytes = secureRandomBytes }: Sealing): Promise<Uint8Array> {
  const parameters = newParameters({ lock, randomBytes });
  const key = await deriveKey({ unlock: lock, parameters });
  const nonce = randomBytes(NONCE_LENGTH);
  const opening = Uint8Array.of(LOCK_CODES[lock.type], ...parameters, ...nonce);
  const ciphertext = xchacha20poly1305(key, nonce, Uint8Array.of(...head, ...opening)).encrypt(seed);
  return Uint8Array.of(...opening, ...ciphertext);
}

/**
 * The seed behind a lock. A wrong passphrase or passkey and a damaged lock look the same: the cipher can't tell them apart.
 * @throws LockNotOpened, InvalidLength, InvalidLockCost, InvalidPassphrase, InvalidRecoveryWords
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
  const key = await deriveKey({ unlock, parameters: lockParameters(lock) });
  const opening = lock.subarray(0, lock.length - CIPHERTEXT_LENGTH);
  try {
    const cipher = xchacha20poly1305(key, opening.subarray(-NONCE_LENGTH), Uint8Array.of(...head, ...opening));
    return cipher.decrypt(lock.subarray(opening.length));
  } catch (cause) {
    const hints = ["If you are sure of it, the stored identity is damaged: ask for an older copy."];
    throw new KontorError({ code: "LockNotOpened", message: NOT_OPENED[unlock.type], hints, cause });
  }
}

function newParameters({ lock, randomBytes }: { lock: NewLock; randomBytes: RandomBytes }): Uint8Array {
  if (lock.type === "recovery") return new Uint8Array();
  if (lock.type === "passkey") return encodePasskeyParameters(lock);
  const { cost = DEFAULT_COST } = lock;
  checkCost(cost);
  const value = { ...cost, salt: randomBytes(PASSPHRASE_SALT_LENGTH) };
  return encodeAll({ coder: passphraseParameters, value, name: "passphrase lock" });
}

async function deriveKey({ unlock, parameters }: { unlock: Unlock; parameters: Uint8Array }): Promise<Uint8Array> {
  if (unlock.type === "recovery") return deriveRecoveryKey(unlock.words);
  if (unlock.type === "passkey") return derivePasskeyKey(unlock.prfOutput);
  const { salt, ...cost } = decodeAll({ coder: passphraseParameters, bytes: parameters, name: "passphrase lock" });
  return derivePassphraseKey({ passphrase: unlock.passphrase, salt, cost });
}
