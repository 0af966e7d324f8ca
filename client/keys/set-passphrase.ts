import { setLock } from "#protocol/keys/change-locks.ts";
import type { PassphraseCost } from "#protocol/keys/passphrase-key.ts";
import { parseSealedIdentity } from "#protocol/keys/sealed-identity-format.ts";
import { putSealedIdentity } from "../service/put-sealed-identity.ts";
import { openStoredIdentity } from "./open-stored-identity.ts";
import type { UnlockIdentityParameters } from "./unlock-identity.ts";

export type SetPassphraseParameters = UnlockIdentityParameters & { passphrase: string; cost?: PassphraseCost };

/**
 * Puts a new passphrase on the stored identity, with the old one or the recovery words; the words stay as they are.
 * Throws what `unlockIdentity` throws, and `PreconditionFailed` where another page changed it in the meantime.
 */
export async function setPassphrase(parameters: SetPassphraseParameters): Promise<void> {
  const { registry, service, account, unlock, passphrase, cost } = parameters;
  const { stored, keyHash } = await openStoredIdentity({
    ...parameters,
    keyHash: ({ sealed }) => parseSealedIdentity(sealed).header.keyHash,
  });
  const sealed = await setLock({
    sealed: stored.sealed,
    expected: { chainId: BigInt(registry.chainId), registry: registry.address, account, keyHash },
    unlock,
    lock: { type: "passphrase", passphrase, ...(cost === undefined ? {} : { cost }) },
  });
  await putSealedIdentity({ service, sealed, replaces: stored.etag });
}
