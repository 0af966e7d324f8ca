import type { Address } from "viem";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { deriveChannelWrapKey, openChannelKey } from "#protocol/keys/channel-key.ts";
import { parseSealedHeader } from "#protocol/keys/sealed-secret-header.ts";
import type { Holder } from "../keys/holder.ts";
import type { Registry } from "../registry/registry.ts";
import { getChannels } from "../service/channels.ts";
import type { Service } from "../service/service.ts";
import type { Channel } from "./channel.ts";

export type OpenChannelsParameters = {
  registry: Registry;
  /** With a session of the holder, or of a member of the organisation that it is. */
  service: Service;
  holder: Holder;
  steward: Address;
  /** Of the steward's key. */
  epoch: number;
};

/**
 * The channels of a steward and epoch that open with a holder's keys. Anybody can seal something to a published key, so there can
 * be several: only what opens an entry of the chain is the steward's.
 */
export async function openChannels(parameters: OpenChannelsParameters): Promise<Channel[]> {
  const { registry, service, holder, steward, epoch } = parameters;
  const { account: grantee } = holder;
  const opened: Channel[] = [];
  for (const sealed of await getChannels({ service, steward, grantee, epoch })) {
    try {
      const { recipientEpoch } = parseSealedHeader(sealed);
      const seed = holder.seeds.get(recipientEpoch);
      if (seed === undefined) continue;
      const expected = {
        chainId: BigInt(registry.chainId),
        registry: registry.address,
        sender: steward,
        senderEpoch: epoch,
        recipient: grantee,
        recipientEpoch,
      };
      const wrapKey = deriveChannelWrapKey(await openChannelKey({ sealed, expected, seed }));
      opened.push({ steward, grantee, epoch, wrapKey });
    } catch (error) {
      if (!isKontorError(error)) throw error;
    }
  }
  return opened;
}
