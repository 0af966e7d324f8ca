import type { Address } from "viem";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { secretStoredResponseSchema } from "#protocol/api/organisation-secrets.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

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
