import type { Unlock } from "#protocol/keys/identity-lock.ts";
import { type IdentityHeader, parseSealedIdentity } from "#protocol/keys/sealed-identity-format.ts";
import { putSealedIdentity } from "../service/identity.ts";
import { openStoredIdentity } from "./open-stored-identity.ts";
import type { UnlockIdentityParameters } from "./unlock-identity.ts";

export type Opening = { sealed: Uint8Array; expected: IdentityHeader; unlock: Unlock };

export type ChangeLocksParameters = UnlockIdentityParameters & {
  /** Makes the changed sealed identity out of the stored one. */
  change: (opening: Opening) => Promise<Uint8Array>;
};

/**
 * Replaces the stored sealed identity by a changed one, unless another page changed it in the meantime. Throws what
 * `unlockIdentity` throws, and `PreconditionFailed`.
 */
export async function changeLocks(parameters: ChangeLocksParameters): Promise<void> {
  const { registry, service, account, unlock, change } = parameters;
  const { stored, keyHash } = await openStoredIdentity({
    ...parameters,
    keyHash: ({ sealed }) => parseSealedIdentity(sealed).header.keyHash,
  });
  const expected = { chainId: BigInt(registry.chainId), registry: registry.address, account, keyHash };
  const sealed = await change({ sealed: stored.sealed, expected, unlock });
  await putSealedIdentity({ service, sealed, replaces: stored.etag });
}
