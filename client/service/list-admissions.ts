import type { Address } from "viem";
import { type AdmissionsResponse, admissionsResponseSchema } from "#protocol/api/organisation-secrets.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type ListAdmissionsParameters = { service: Service; organisation: Address; epoch: number };

/** Who holds a role, and whether the secret of this epoch is sealed to their current key. For KEEPERs. */
export async function listAdmissions(parameters: ListAdmissionsParameters): Promise<AdmissionsResponse["items"]> {
  const { service, organisation, epoch } = parameters;
  const path = `/api/organisations/${organisation}/admissions/${epoch}`;
  const { items } = await requestJson({ service, path, schema: admissionsResponseSchema });
  return items;
}
