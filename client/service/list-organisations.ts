import { type Organisation, organisationsResponseSchema } from "#protocol/api/organisations.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

/** The consortium's organisations, from the service's index. Public. */
export async function listOrganisations({ service }: { service: Service }): Promise<Organisation[]> {
  const { items } = await requestJson({ service, path: "/api/organisations", schema: organisationsResponseSchema });
  return items;
}
