import type { Address } from "viem";
import { sealSecret } from "#protocol/keys/sealed-secret.ts";
import { putSealedOrganisationSecret } from "../service/organisation-secrets.ts";
import { type RecipientKey, recipientKey, type SealingContext } from "./recipient-key.ts";

export type SealToMemberParameters = SealingContext & {
  organisation: Address;
  epoch: number;
  secret: Uint8Array;
  member: Address;
  /** Where the caller has taken it already. */
  recipient?: RecipientKey;
};

/**
 * Seals an organisation's secret to a member's published key and leaves it at the service, with a session of the organisation's
 * account or a KEEPER. Throws what `recipientKey` throws, and `InvalidPublicKey`.
 */
export async function sealToMember(parameters: SealToMemberParameters): Promise<void> {
  const { registry, service, organisation, epoch, secret, member } = parameters;
  const recipient = parameters.recipient ?? (await recipientKey({ ...parameters, account: member }));
  const header = {
    chainId: BigInt(registry.chainId),
    registry: registry.address,
    sender: organisation,
    senderEpoch: epoch,
    recipient: member,
    recipientEpoch: recipient.epoch,
  };
  const sealed = await sealSecret({ header, secret, recipientKey: recipient.publicKey });
  await putSealedOrganisationSecret({ service, organisation, epoch, member, sealed });
}
