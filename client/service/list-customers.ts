import type { Address, Hex } from "viem";
import { type CustomersResponse, customersResponseSchema } from "#protocol/api/customers.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type ListCustomersParameters = {
  service: Service;
  steward?: Address;
  /** Only those that are shared with it now; each then says in which scopes. */
  grantee?: Address;
  /** The `next` of the page before. */
  after?: Hex;
  limit?: number;
};

/** One page of customers, ordered by id, from the service's index. Public. */
export async function listCustomers({ service, ...query }: ListCustomersParameters): Promise<CustomersResponse> {
  return requestJson({ service, path: "/api/customers", query, schema: customersResponseSchema });
}
