import type { Address } from "viem";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { channelResponseSchema } from "#protocol/api/channels.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type GetChannelsParameters = { service: Service; steward: Address; grantee: Address; epoch: number };

/** Channel keys of one steward and epoch, sealed to the grantee; empty where there is none. Unchecked. */
export async function getChannels(parameters: GetChannelsParameters): Promise<Uint8Array[]> {
  const { service, steward, grantee, epoch } = parameters;
  const path = `/api/channels/${steward}/${grantee}/${epoch}`;
  const { items } = await requestJson({ service, path, schema: channelResponseSchema });
  return items.map(decodeBase64);
}
