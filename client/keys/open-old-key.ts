import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { openOldSecret } from "#protocol/keys/organisation-history.ts";
import { deriveOrganisationWrapKey } from "#protocol/keys/organisation-key.ts";
import { keyHashAt } from "../registry/key-hash-at.ts";
import type { Registry } from "../registry/registry.ts";
import { getHistory } from "../service/organisation-history.ts";
import type { Service } from "../service/service.ts";
import type { OrganisationKey } from "./keyring.ts";

export type OpenOldKeyParameters = {
  registry: Registry;
  /** With a session of a member. */
  service: Service;
  /** The key of the epoch right after. */
  next: OrganisationKey;
};

/**
 * The organisation's key of the epoch before another one, out of the history that the service keeps: only the secret that the
 * key published then comes from. Null where none of what is served is it.
 */
export async function openOldKey({ registry, service, next }: OpenOldKeyParameters): Promise<OrganisationKey | null> {
  const { organisation } = next;
  const epoch = next.epoch - 1;
  const keyHash = await keyHashAt({ registry, account: organisation, epoch });
  if (keyHash === null) return null;
  const expected = { chainId: BigInt(registry.chainId), registry: registry.address, organisation, epoch };
  for (const wrap of await getHistory({ service, organisation, epoch })) {
    try {
      const opening = { wrap, expected, nextSecret: next.secret, organisationKeyHash: keyHash };
      const secret = await openOldSecret(opening);
      return { organisation, epoch, keyHash, secret, wrapKey: deriveOrganisationWrapKey(secret) };
    } catch (error) {
      if (!isKontorError(error)) throw error;
    }
  }
  return null;
}
