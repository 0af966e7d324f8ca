import type { Address, Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Unlock } from "#protocol/keys/identity-lock.ts";
import { openIdentity } from "#protocol/keys/sealed-identity.ts";
import type { Registry } from "../registry/registry.ts";
import { getSealedIdentity, type StoredIdentity } from "../service/identity.ts";
import type { Service } from "../service/service.ts";

export type OpenStoredIdentityParameters = {
  registry: Registry;
  /** With a session of the account. */
  service: Service;
  account: Address;
  /** The hash that the identity's public key has to have. */
  keyHash: (stored: StoredIdentity) => Hex | null;
  unlock: Unlock;
};

/** Fetches the account's sealed identity and opens it. Throws `NotEnrolled`, `LockNotOpened`, `ContextMismatch`, … */
export async function openStoredIdentity(
  parameters: OpenStoredIdentityParameters,
): Promise<{ stored: StoredIdentity; seed: Uint8Array; keyHash: Hex }> {
  const { registry, service, account, unlock } = parameters;
  const stored = await getSealedIdentity({ service });
  const keyHash = stored === null ? null : parameters.keyHash(stored);
  if (stored === null || keyHash === null) {
    throw new KontorError({
      code: "NotEnrolled",
      message: "The account is not enrolled.",
      hints: ["Enrol it first."],
      details: { account },
    });
  }
  const expected = { chainId: BigInt(registry.chainId), registry: registry.address, account, keyHash };
  const seed = await openIdentity({ sealed: stored.sealed, expected, unlock });
  return { stored, seed, keyHash };
}
