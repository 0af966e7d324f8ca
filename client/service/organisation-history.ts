import type { Address } from "viem";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { historyResponseSchema, historyStoredResponseSchema } from "#protocol/api/organisation-history.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type GetHistoryParameters = { service: Service; organisation: Address; epoch: number };

/** The organisation secret of an epoch under the next one's, as the service has it; empty where it has none. Unchecked. */
export async function getHistory({ service, organisation, epoch }: GetHistoryParameters): Promise<Uint8Array[]> {
  const path = `/api/organisations/${organisation}/history/${epoch}`;
  const { items } = await requestJson({ service, path, schema: historyResponseSchema });
  return items.map(decodeBase64);
}

export type PutHistoryParameters = { service: Service; organisation: Address; epoch: number; wrap: Uint8Array };

/** Leaves an old organisation secret under its successor. Needs a session of the organisation's account or a KEEPER. */
export async function putHistory(parameters: PutHistoryParameters): Promise<void> {
  const { service, organisation, epoch, wrap } = parameters;
  const path = `/api/organisations/${organisation}/history/${epoch}`;
  const body = { wrap: encodeBase64(wrap) };
  await requestJson({ service, method: "PUT", path, body, schema: historyStoredResponseSchema });
}
