import type { Address } from "viem";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import {
  type AdmissionsResponse,
  admissionsResponseSchema,
  secretStoredResponseSchema,
  secretsResponseSchema,
} from "#protocol/api/organisation-secrets.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type GetSealedOrganisationSecretsParameters = { service: Service; organisation: Address; epoch: number };

/** An organisation's secret of one epoch, sealed to the caller; newest first, empty where there is none. */
export async function getSealedOrganisationSecrets(
  parameters: GetSealedOrganisationSecretsParameters,
): Promise<Uint8Array[]> {
  const { service, organisation, epoch } = parameters;
  const path = `/api/organisations/${organisation}/secrets/${epoch}`;
  const { items } = await requestJson({ service, path, schema: secretsResponseSchema });
  return items.map(decodeBase64);
}

export type PutSealedOrganisationSecretParameters = {
  service: Service;
  organisation: Address;
  epoch: number;
  member: Address;
  sealed: Uint8Array;
};

/** Leaves an organisation's secret, sealed to a member. Needs a session of the organisation's account or a KEEPER. */
export async function putSealedOrganisationSecret(parameters: PutSealedOrganisationSecretParameters): Promise<void> {
  const { service, organisation, epoch, member, sealed } = parameters;
  const path = `/api/organisations/${organisation}/secrets/${epoch}/${member}`;
  const body = { secret: encodeBase64(sealed) };
  await requestJson({ service, method: "PUT", path, body, schema: secretStoredResponseSchema });
}

export type ListAdmissionsParameters = { service: Service; organisation: Address; epoch: number };

/** Who holds a role, and whether the secret of this epoch is sealed to their current key. For KEEPERs. */
export async function listAdmissions(parameters: ListAdmissionsParameters): Promise<AdmissionsResponse["items"]> {
  const { service, organisation, epoch } = parameters;
  const path = `/api/organisations/${organisation}/admissions/${epoch}`;
  const { items } = await requestJson({ service, path, schema: admissionsResponseSchema });
  return items;
}
