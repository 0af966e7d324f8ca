import { bytesToHex } from "viem";
import { publicKeyOf } from "#protocol/keys/identity-key.ts";
import type { Unlock } from "#protocol/keys/identity-lock.ts";
import { KEY_SUITE } from "#protocol/keys/key-hash.ts";
import { parseSealedIdentity } from "#protocol/keys/sealed-identity-format.ts";
import { publishKey } from "../acts/keys.ts";
import { keyOf } from "../registry/key-of.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import type { Identity } from "./identity.ts";
import { openStoredIdentity } from "./open-stored-identity.ts";
import { unlockIdentity } from "./unlock-identity.ts";

export type FinishEnrolmentParameters = {
  registry: Registry;
  /** With a session of the wallet. */
  service: Service;
  wallet: Wallet;
  unlock: Unlock;
};

/**
 * Publishes the key of an identity that is stored and was never published, as a crash between the two leaves it. An account
 * that is enrolled already is only unlocked. Throws what `unlockIdentity` throws.
 */
export async function finishEnrolment(parameters: FinishEnrolmentParameters): Promise<Identity> {
  const { registry, service, wallet, unlock } = parameters;
  const account = wallet.account.address;
  const published = await keyOf({ registry, account });
  if (published.keyHash === null) {
    const { seed } = await openStoredIdentity({
      ...parameters,
      account,
      keyHash: ({ sealed }) => parseSealedIdentity(sealed).header.keyHash,
    });
    const key = bytesToHex(await publicKeyOf(seed));
    await publishKey({ registry, wallet, account, suite: KEY_SUITE, key });
  }
  return unlockIdentity({ registry, service, account, unlock });
}
