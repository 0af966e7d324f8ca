import type { Hex } from "viem";
import { type AccessResponse, accessResponseSchema } from "#protocol/api/access.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

/** Who may read a customer and since when, from the service's index; null where it holds no such customer. Public. */
export async function getAccess(parameters: { service: Service; customer: Hex }): Promise<AccessResponse | null> {
  const { service, customer } = parameters;
  return requestJson({ service, path: `/api/customers/${customer}/access`, schema: accessResponseSchema });
}
