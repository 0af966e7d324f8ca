import type { Address } from "viem";
import { type Member, membersResponseSchema } from "#protocol/api/organisations.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type ListMembersParameters = { service: Service; organisation: Address };

/** The accounts that hold a role of an organisation now, from the service's index. Public. */
export async function listMembers({ service, organisation }: ListMembersParameters): Promise<Member[]> {
  const path = `/api/organisations/${organisation}/members`;
  const { items } = await requestJson({ service, path, schema: membersResponseSchema });
  return items;
}
