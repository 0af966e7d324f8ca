import type { Address } from "viem";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { historyResponseSchema } from "#protocol/api/organisation-history.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type GetHistoryParameters = { service: Service; organisation: Address; epoch: number };

/** The organisation secret of an epoch under the next one's, as the service has it; empty where it has none. Unchecked. */
export async function getHistory({ service, organisation, epoch }: GetHistoryParameters): Promise<Uint8Array[]> {
  const path = `/api/organisations/${organisation}/history/${epoch}`;
  const { items } = await requestJson({ service, path, schema: historyResponseSchema });
  return items.map(decodeBase64);
}
