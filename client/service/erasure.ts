import type { Hex } from "viem";
import { type ErasureResponse, erasureResponseSchema } from "#protocol/api/erasure.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

/** The service's receipt of an erasure, unchecked; null for a customer that it does not call erased. Public. */
export async function getErasure(parameters: { service: Service; customer: Hex }): Promise<ErasureResponse | null> {
  const { service, customer } = parameters;
  return requestJson({ service, path: `/api/customers/${customer}/erasure`, schema: erasureResponseSchema });
}
