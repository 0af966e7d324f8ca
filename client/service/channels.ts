import type { Address } from "viem";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { channelResponseSchema, channelStoredResponseSchema } from "#protocol/api/channels.ts";
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

export type PutChannelParameters = {
  service: Service;
  steward: Address;
  grantee: Address;
  /** Of the steward's key. */
  epoch: number;
  sealed: Uint8Array;
};

/** Leaves a channel key, sealed to the grantee's key. Needs a session of a WRITER or KEEPER of the steward. */
export async function putChannel(parameters: PutChannelParameters): Promise<void> {
  const { service, steward, grantee, epoch, sealed } = parameters;
  const path = `/api/channels/${steward}/${grantee}/${epoch}`;
  const body = { secret: encodeBase64(sealed) };
  await requestJson({ service, method: "PUT", path, body, schema: channelStoredResponseSchema });
}
