import type { Address, Hex } from "viem";
import { type PayloadUploadResponse, payloadUploadResponseSchema } from "#protocol/api/payloads.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type PutPayloadParameters = {
  service: Service;
  organisation: Address;
  digest: Hex;
  envelope: Uint8Array;
};

/** Uploads an envelope; the same one again changes nothing. Needs a session of a WRITER of the organisation. */
export async function putPayload(parameters: PutPayloadParameters): Promise<PayloadUploadResponse> {
  const { service, organisation, digest, envelope } = parameters;
  const path = `/api/payloads/${digest}`;
  const query = { organisation };
  return requestJson({ service, method: "PUT", path, query, body: envelope, schema: payloadUploadResponseSchema });
}
