import type { Address } from "viem";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { deriveOrganisationWrapKey } from "#protocol/keys/organisation-key.ts";
import { openSecret } from "#protocol/keys/sealed-secret.ts";
import { parseSealedSecretHeader } from "#protocol/keys/sealed-secret-header.ts";
import { keyHashAt } from "../registry/key-hash-at.ts";
import type { Registry } from "../registry/registry.ts";
import { getSealedOrganisationSecrets } from "../service/organisation-secrets.ts";
import type { Service } from "../service/service.ts";
import type { Identity } from "./identity.ts";
import type { OrganisationKey } from "./keyring.ts";

export type OpenOrganisationKeyParameters = {
  registry: Registry;
  /** With a session of the member. */
  service: Service;
  organisation: Address;
  epoch: number;
  identity: Identity;
};

/**
 * The organisation's key of one epoch, from what was sealed to the member. Only the secret that the organisation's published
 * key comes from is accepted; whatever else the service serves is passed over. Throws `NotAdmitted` where none opens,
 * `KeyNotFound` where the organisation has published no key of that epoch.
 */
export async function openOrganisationKey(parameters: OpenOrganisationKeyParameters): Promise<OrganisationKey> {
  const { registry, service, organisation, epoch, identity } = parameters;
  const keyHash = await keyHashAt({ registry, account: organisation, epoch });
  if (keyHash === null) {
    throw new KontorError({
      code: "KeyNotFound",
      message: `The organisation has published no key of epoch ${epoch}.`,
      hints: ["The organisation's account or a KEEPER founds its key first."],
      details: { organisation, epoch },
    });
  }
  const candidates = await getSealedOrganisationSecrets({ service, organisation, epoch });
  let refused: unknown;
  for (const sealed of candidates) {
    try {
      const { recipientEpoch } = parseSealedSecretHeader(sealed);
      const expected = {
        chainId: BigInt(registry.chainId),
        registry: registry.address,
        sender: organisation,
        senderEpoch: epoch,
        recipient: identity.account,
        recipientEpoch,
      };
      const secret = await openSecret({ sealed, expected, organisationKeyHash: keyHash, seed: identity.seed });
      return { organisation, epoch, keyHash, secret, wrapKey: deriveOrganisationWrapKey(secret) };
    } catch (error) {
      if (!isKontorError(error)) throw error;
      refused = error;
    }
  }
  throw new KontorError({
    code: "NotAdmitted",
    message: `The organisation's secret of epoch ${epoch} has not been sealed to this member's key yet.`,
    hints: ["Ask a KEEPER of the organisation to admit you."],
    details: { organisation, epoch, offered: candidates.length },
    cause: refused,
  });
}
