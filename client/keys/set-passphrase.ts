import { setLock } from "#protocol/keys/change-locks.ts";
import type { PassphraseCost } from "#protocol/keys/passphrase-key.ts";
import { changeLocks } from "./change-locks.ts";
import type { UnlockIdentityParameters } from "./unlock-identity.ts";

export type SetPassphraseParameters = UnlockIdentityParameters & { passphrase: string; cost?: PassphraseCost };

/**
 * Puts a new passphrase on the stored identity, with the old one, the recovery words or a passkey; the other locks stay as they
 * are. Throws what `unlockIdentity` throws, and `PreconditionFailed` where another page changed it in the meantime.
 */
export async function setPassphrase({ passphrase, cost, ...parameters }: SetPassphraseParameters): Promise<void> {
  const lock = { type: "passphrase" as const, passphrase, ...(cost === undefined ? {} : { cost }) };
  await changeLocks({ ...parameters, change: (opening) => setLock({ ...opening, lock }) });
}
