import type { Address, Hex } from "viem";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { API_LIMITS } from "#protocol/api/limits.ts";
import {
  type PayloadUploadResponse,
  payloadQueryResponseSchema,
  payloadUploadResponseSchema,
} from "#protocol/api/payloads.ts";
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

/**
 * What the service serves for many digests, unchecked: digest → bytes, or null where it has none. Any number of digests;
 * asked for in as many requests as it takes. Public.
 */
export async function queryPayloads(parameters: {
  service: Service;
  digests: readonly Hex[];
}): Promise<ReadonlyMap<Hex, Uint8Array | null>> {
  const { service, digests } = parameters;
  const found = new Map<Hex, Uint8Array | null>();
  let open = [...new Set(digests)];
  while (open.length > 0) {
    const asked = open.slice(0, API_LIMITS.queryDigests);
    const answer = await requestJson({
      service,
      method: "POST",
      path: "/api/payloads/query",
      body: { digests: asked },
      schema: payloadQueryResponseSchema,
    });
    for (const { digest, payload } of answer.items) {
      if (asked.includes(digest)) found.set(digest, payload === null ? null : decodeBase64(payload));
    }
    // Whatever the answer leaves out without deferring it counts as not served, or a bad service could hold us here.
    const deferred = answer.items.length === 0 ? [] : answer.deferred.filter((digest) => asked.includes(digest));
    for (const digest of asked) if (!found.has(digest) && !deferred.includes(digest)) found.set(digest, null);
    open = [...deferred.filter((digest) => !found.has(digest)), ...open.slice(asked.length)];
  }
  return found;
}
