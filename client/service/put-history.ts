import type { Address } from "viem";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { historyStoredResponseSchema } from "#protocol/api/organisation-history.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type PutHistoryParameters = { service: Service; organisation: Address; epoch: number; wrap: Uint8Array };

/** Leaves an old organisation secret under its successor. Needs a session of the organisation's account or a KEEPER. */
export async function putHistory(parameters: PutHistoryParameters): Promise<void> {
  const { service, organisation, epoch, wrap } = parameters;
  const path = `/api/organisations/${organisation}/history/${epoch}`;
  const body = { wrap: encodeBase64(wrap) };
  await requestJson({ service, method: "PUT", path, body, schema: historyStoredResponseSchema });
}
