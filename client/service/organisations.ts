import type { Address } from "viem";
import {
  type Member,
  membersResponseSchema,
  type Organisation,
  organisationsResponseSchema,
} from "#protocol/api/organisations.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

/** The consortium's organisations, from the service's index. Public. */
export async function listOrganisations({ service }: { service: Service }): Promise<Organisation[]> {
  const { items } = await requestJson({ service, path: "/api/organisations", schema: organisationsResponseSchema });
  return items;
}

export type ListMembersParameters = { service: Service; organisation: Address };

/** The accounts that hold a role of an organisation now, from the service's index. Public. */
export async function listMembers({ service, organisation }: ListMembersParameters): Promise<Member[]> {
  const path = `/api/organisations/${organisation}/members`;
  const { items } = await requestJson({ service, path, schema: membersResponseSchema });
  return items;
}
