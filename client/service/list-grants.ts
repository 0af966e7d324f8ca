import { type GrantsQuery, type GrantsResponse, grantsResponseSchema } from "#protocol/api/grants.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

/** One page of the grants that are held now, from the service's index. Public. */
export async function listGrants({ service, ...query }: { service: Service } & GrantsQuery): Promise<GrantsResponse> {
  return requestJson({ service, path: "/api/grants", query, schema: grantsResponseSchema });
}
