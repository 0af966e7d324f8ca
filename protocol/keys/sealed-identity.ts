import { equalBytes } from "@noble/ciphers/utils.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { expectContext } from "../envelope/expect-context.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { publicKeyOf } from "./identity-key.ts";
import { LOCK_CODES, type NewLock, openLock, sealLock, type Unlock } from "./identity-lock.ts";
import { keyHashOf } from "./key-hash.ts";
import {
  CHECK_LENGTH,
  encodeIdentityHeader,
  type IdentityHeader,
  joinIdentity,
  parseSealedIdentity,
} from "./sealed-identity-format.ts";

const CHECK_LABEL = new TextEncoder().encode("kontor/identity-check/1");

export type SealIdentityParameters = Omit<IdentityHeader, "keyHash"> & {
  /** Of the identity key; its public key's hash goes into the header. */
  seed: Uint8Array;
  /** At least one, at most one of each type. */
  locks: readonly NewLock[];
  randomBytes?: RandomBytes;
};

/**
 * Seals an identity's seed under every lock: PROTOCOL.md, section 4.3.
 * @throws InvalidArgument, InvalidLength, InvalidLockCost, InvalidPassphrase, InvalidRecoveryWords
 */
export async function sealIdentity(parameters: SealIdentityParameters): Promise<Uint8Array> {
  const { chainId, registry, account, seed, locks, randomBytes = secureRandomBytes } = parameters;
  const types = new Set(locks.map(({ type }) => type));
  if (types.size === 0 || types.size !== locks.length) {
    throw new KontorError({
      code: "InvalidArgument",
      message: "An identity needs a lock, and one of each type at most.",
    });
  }
  const head = encodeIdentityHeader({ chainId, registry, account, keyHash: keyHashOf(await publicKeyOf(seed)) });
  const sealed = new Map<number, Uint8Array>();
  for (const lock of locks) sealed.set(LOCK_CODES[lock.type], await sealLock({ seed, lock, head, randomBytes }));
  return finishIdentity({ head, locks: sealed, seed });
}

export type OpenIdentityParameters = {
  sealed: Uint8Array;
  /** Whose identity it has to be; the key hash is the key directory's. */
  expected: IdentityHeader;
  unlock: Unlock;
};

/**
 * The seed of a sealed identity.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownLock, ContextMismatch, NoSuchLock, InvalidLockCost,
 *   InvalidPassphrase, InvalidRecoveryWords, LockNotOpened, KeyHashMismatch, DecryptionFailed when another lock was changed
 */
export async function openIdentity({ sealed, expected, unlock }: OpenIdentityParameters): Promise<Uint8Array> {
  const { header, head, locks, check } = parseSealedIdentity(sealed);
  expectContext({ given: header, expected });
  const lock = locks.get(LOCK_CODES[unlock.type]);
  if (lock === undefined) {
    throw new KontorError({ code: "NoSuchLock", message: `The sealed identity has no ${unlock.type} lock.` });
  }
  const seed = await openLock({ lock, unlock, head });
  if (keyHashOf(await publicKeyOf(seed)) !== header.keyHash) {
    throw new KontorError({ code: "KeyHashMismatch", message: "The sealed seed is not the one of the published key." });
  }
  if (!equalBytes(checkOf({ seed, sealed: sealed.subarray(0, -CHECK_LENGTH) }), check)) {
    const message = "A lock of the sealed identity was changed, added or taken away.";
    throw new KontorError({ code: "DecryptionFailed", message });
  }
  return seed;
}

/** `head ‖ count ‖ locks ‖ check`: a whole sealed identity. */
export function finishIdentity({
  head,
  locks,
  seed,
}: {
  head: Uint8Array;
  locks: ReadonlyMap<number, Uint8Array>;
  seed: Uint8Array;
}): Uint8Array {
  const sealed = joinIdentity({ head, locks });
  return Uint8Array.of(...sealed, ...checkOf({ seed, sealed }));
}

/** A MAC over everything by a key of the seed: each lock alone doesn't say which other locks belong beside it. */
function checkOf({ seed, sealed }: { seed: Uint8Array; sealed: Uint8Array }): Uint8Array {
  return hmac(sha256, hkdf(sha256, seed, undefined, CHECK_LABEL, CHECK_LENGTH), sealed);
}
