import type { Address } from "viem";
import type { Unlock } from "#protocol/keys/identity-lock.ts";
import { keyOf } from "../registry/key-of.ts";
import type { Registry } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import type { Identity } from "./identity.ts";
import { openStoredIdentity } from "./open-stored-identity.ts";

export type UnlockIdentityParameters = {
  registry: Registry;
  /** With a session of the account. */
  service: Service;
  account: Address;
  /** A passphrase, or the recovery words. */
  unlock: Unlock;
};

/**
 * The member's identity key. It has to be the one whose hash the chain's directory has, whatever the service stores.
 * Throws `NotEnrolled`, `LockNotOpened` (wrong passphrase or words), `ContextMismatch`, `KeyHashMismatch`.
 */
export async function unlockIdentity(parameters: UnlockIdentityParameters): Promise<Identity> {
  const { account } = parameters;
  const published = await keyOf(parameters);
  const { seed, keyHash } = await openStoredIdentity({ ...parameters, keyHash: () => published.keyHash });
  return { account, epoch: published.epoch, keyHash, seed };
}
