import type { Address } from "viem";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { deriveChannelKey, sealChannelKey } from "#protocol/keys/channel-key.ts";
import { parseSealedHeader } from "#protocol/keys/sealed-secret-header.ts";
import type { Keyring } from "../keys/keyring.ts";
import { provePossession } from "../keys/prove-possession.ts";
import { recipientKey, type SealingContext } from "../keys/recipient-key.ts";
import { getChannels, putChannel } from "../service/channels.ts";
import { type Channel, channelTo } from "./channel.ts";

/** The service with a session of a WRITER or KEEPER of the steward. */
export type ProvideChannelParameters = SealingContext & {
  /** The steward's. */
  keyring: Keyring;
  grantee: Address;
};

/**
 * Seals the channel key of the steward's current epoch to the grantee's published key, once the grantee has proven possession: the
 * one asymmetric operation of sharing any number of customers. One that is there already is left.
 * Throws `PossessionNotProven` (retryable), and what `recipientKey` throws.
 */
export async function provideChannel(parameters: ProvideChannelParameters): Promise<Channel> {
  const { registry, service, keyring, grantee } = parameters;
  const recipient = await recipientKey({ ...parameters, account: grantee });
  await provePossession({ ...parameters, recipient });
  const channel = channelTo({ keyring, grantee });
  const { steward, epoch } = channel;
  const there = await getChannels({ service, steward, grantee, epoch });
  if (there.some((sealed) => recipientEpochOf(sealed) === recipient.epoch)) return channel;
  const header = {
    chainId: BigInt(registry.chainId),
    registry: registry.address,
    sender: steward,
    senderEpoch: epoch,
    recipient: grantee,
    recipientEpoch: recipient.epoch,
  };
  const channelKey = deriveChannelKey({ organisationSecret: keyring.current.secret, grantee });
  const sealed = await sealChannelKey({ header, channelKey, recipientKey: recipient.publicKey });
  await putChannel({ service, steward, grantee, epoch, sealed });
  return channel;
}

function recipientEpochOf(sealed: Uint8Array): number | null {
  try {
    return parseSealedHeader(sealed).recipientEpoch;
  } catch (error) {
    if (isKontorError(error)) return null;
    throw error;
  }
}
