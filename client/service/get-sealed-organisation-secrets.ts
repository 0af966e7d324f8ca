import type { Address } from "viem";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { secretsResponseSchema } from "#protocol/api/organisation-secrets.ts";
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
