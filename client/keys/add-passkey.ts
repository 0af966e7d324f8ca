import { secureRandomBytes } from "#protocol/bytes/random-bytes.ts";
import { setLock } from "#protocol/keys/change-locks.ts";
import { PRF_SALT_LENGTH } from "#protocol/keys/passkey-lock.ts";

import { changeLocks } from "./change-locks.ts";
import type { Passkeys } from "./passkey.ts";
import type { UnlockIdentityParameters } from "./unlock-identity.ts";

export type AddPasskeyParameters = UnlockIdentityParameters & { passkeys: Passkeys };

/**
 * Makes a passkey on this device and puts it on the stored identity as one more way in; one that was there is replaced. Synchronised
 * by its vendor it opens the identity on a second device too. Throws what `setPassphrase` throws, and what the platform refuses.
 */
export async function addPasskey({ passkeys, ...parameters }: AddPasskeyParameters): Promise<void> {
  const prfSalt = secureRandomBytes(PRF_SALT_LENGTH);
  const { credentialId, prfOutput } = await passkeys.create({ account: parameters.account, prfSalt });
  const lock = { type: "passkey" as const, credentialId, prfSalt, prfOutput };
  await changeLocks({ ...parameters, change: (opening) => setLock({ ...opening, lock }) });
}
