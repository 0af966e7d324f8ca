import { removeLock as removeFrom } from "#protocol/keys/change-locks.ts";
import type { LockType } from "#protocol/keys/identity-lock.ts";
import { changeLocks } from "./change-locks.ts";
import type { UnlockIdentityParameters } from "./unlock-identity.ts";

/**
 * Takes a lock off the stored identity, such as the passkey of a lost device. Copies that somebody kept it still opens. Throws
 * `NoSuchLock`, `InvalidArgument` for the last one, and what `setPassphrase` throws.
 */
export async function removeLock({
  type,
  ...parameters
}: UnlockIdentityParameters & { type: LockType }): Promise<void> {
  await changeLocks({ ...parameters, change: (opening) => removeFrom({ ...opening, type }) });
}
