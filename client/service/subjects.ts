import type { Address, Hex } from "viem";
import { type SubjectCustomersResponse, subjectCustomersResponseSchema } from "#protocol/api/subjects.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type ListSubjectCustomersParameters = { service: Service; account: Address; after?: Hex; limit?: number };

/** One page of the customers whose subject an account is or is named, from the service's index. Public. */
export async function listSubjectCustomers(
  parameters: ListSubjectCustomersParameters,
): Promise<SubjectCustomersResponse> {
  const { service, account, ...query } = parameters;
  const path = `/api/subjects/${account}/customers`;
  return requestJson({ service, path, query, schema: subjectCustomersResponseSchema });
}
