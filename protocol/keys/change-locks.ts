import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { LOCK_CODES, type LockType, lockParameters, type NewLock, sealLock } from "./identity-lock.ts";
import { decodePasskeyParameters, type PasskeyParameters } from "./passkey-lock.ts";
import { finishIdentity, type OpenIdentityParameters, openIdentity } from "./sealed-identity.ts";
import { parseSealedIdentity } from "./sealed-identity-format.ts";

/** The types of locks that a sealed identity has; needs no secret. @throws what parseSealedIdentity throws */
export function lockTypesOf(sealed: Uint8Array): LockType[] {
  const { locks } = parseSealedIdentity(sealed);
  return (Object.keys(LOCK_CODES) as LockType[]).filter((type) => locks.has(LOCK_CODES[type]));
}

/**
 * What to ask the passkey with; `undefined` when there is no passkey lock. Needs no secret.
 * @throws what parseSealedIdentity throws
 */
export function passkeyOf(sealed: Uint8Array): PasskeyParameters | undefined {
  const lock = parseSealedIdentity(sealed).locks.get(LOCK_CODES.passkey);
  return lock === undefined ? undefined : decodePasskeyParameters(lockParameters(lock));
}

export type SetLockParameters = OpenIdentityParameters & {
  /** Takes the place of the lock of its type, or is added. */
  lock: NewLock;
  randomBytes?: RandomBytes;
};

/**
 * The same identity with one lock new: another passphrase, other recovery words, a passkey. The other locks' bytes stay, and
 * nobody has to find what opens them. What the old lock opened with still opens older copies of the sealed identity.
 * @throws what openIdentity and sealIdentity throw
 */
export async function setLock(parameters: SetLockParameters): Promise<Uint8Array> {
  const { lock, randomBytes = secureRandomBytes, ...opening } = parameters;
  const seed = await openIdentity(opening);
  const { head, locks } = parseSealedIdentity(opening.sealed);
  const changed = new Map(locks).set(LOCK_CODES[lock.type], await sealLock({ seed, lock, head, randomBytes }));
  return finishIdentity({ head, locks: changed, seed });
}

export type RemoveLockParameters = OpenIdentityParameters & { type: LockType };

/**
 * The same identity without the lock of a type.
 * @throws NoSuchLock, InvalidArgument for the last one, and what openIdentity throws
 */
export async function removeLock({ type, ...opening }: RemoveLockParameters): Promise<Uint8Array> {
  const seed = await openIdentity(opening);
  const { head, locks } = parseSealedIdentity(opening.sealed);
  const kept = new Map(locks);
  if (!kept.delete(LOCK_CODES[type])) {
    throw new KontorError({ code: "NoSuchLock", message: `The sealed identity has no ${type} lock.` });
  }
  if (kept.size === 0) {
    const hints = ["Add another lock first."];
    throw new KontorError({ code: "InvalidArgument", message: "An identity's last lock can't be removed.", hints });
  }
  return finishIdentity({ head, locks: kept, seed });
}
