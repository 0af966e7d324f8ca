import type { Address } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { KEY_SUITE } from "#protocol/keys/key-hash.ts";
import { sealSecret } from "#protocol/keys/sealed-secret.ts";
import { keyOf } from "../registry/key-of.ts";
import type { Registry } from "../registry/registry.ts";
import { getPublishedKey } from "../service/get-published-key.ts";
import { putSealedOrganisationSecret } from "../service/put-sealed-organisation-secret.ts";
import type { Service } from "../service/service.ts";

export type SealToMemberParameters = {
  registry: Registry;
  /** With a session of the organisation's account or a KEEPER. */
  service: Service;
  organisation: Address;
  epoch: number;
  secret: Uint8Array;
  member: Address;
};

/**
 * Seals an organisation's secret to a member's published key and leaves it at the service. The key's hash is read from the
 * chain, and the bytes that the service has for it are used only where they hash to it.
 * Throws `NotEnrolled`, `UnknownSuite`, `KeyHashMismatch` (the service served another key), `InvalidPublicKey`.
 */
export async function sealToMember(parameters: SealToMemberParameters): Promise<void> {
  const { registry, service, organisation, epoch, secret, member } = parameters;
  const { epoch: recipientEpoch, suite, keyHash } = await keyOf({ registry, account: member });
  if (keyHash === null) {
    throw new KontorError({
      code: "NotEnrolled",
      message: "The member has published no key yet.",
      hints: ["The member enrols first; then admit them."],
      details: { member },
    });
  }
  if (suite !== KEY_SUITE) {
    throw new KontorError({
      code: "UnknownSuite",
      message: "The member's key is of a suite that is not known here.",
      details: { member, suite },
    });
  }
  const recipientKey = await getPublishedKey({ service, account: member, epoch: recipientEpoch, keyHash });
  const header = {
    chainId: BigInt(registry.chainId),
    registry: registry.address,
    sender: organisation,
    senderEpoch: epoch,
    recipient: member,
    recipientEpoch,
  };
  const sealed = await sealSecret({ header, secret, recipientKey });
  await putSealedOrganisationSecret({ service, organisation, epoch, member, sealed });
}
