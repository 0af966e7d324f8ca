import { KontorError } from "#protocol/errors/kontor-error.ts";
import { passkeyOf } from "#protocol/keys/change-locks.ts";
import { getSealedIdentity } from "../service/identity.ts";
import type { Identity } from "./identity.ts";
import type { Passkeys } from "./passkey.ts";
import { type UnlockIdentityParameters, unlockIdentity } from "./unlock-identity.ts";

export type UnlockWithPasskeyParameters = Omit<UnlockIdentityParameters, "unlock"> & { passkeys: Passkeys };

/** Unlocks the stored identity with its passkey. Throws `NoSuchLock` where it has none, and what `unlockIdentity` throws. */
export async function unlockWithPasskey({ passkeys, ...parameters }: UnlockWithPasskeyParameters): Promise<Identity> {
  const stored = await getSealedIdentity(parameters);
  const passkey = stored === null ? undefined : passkeyOf(stored.sealed);
  if (passkey === undefined) {
    throw new KontorError({ code: "NoSuchLock", message: "The stored identity has no passkey." });
  }
  const prfOutput = await passkeys.evaluate(passkey);
  return unlockIdentity({ ...parameters, unlock: { type: "passkey", prfOutput } });
}
