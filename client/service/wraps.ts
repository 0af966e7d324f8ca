import type { Address } from "viem";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { wrapsResponseSchema } from "#protocol/api/wraps.ts";
import { chunk } from "./chunk.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type PutWrapsParameters = { service: Service; organisation: Address; wraps: readonly Uint8Array[] };

/**
 * Stores wrapped customer secrets, the organisation's own and its grantees'. The first one of a place stays; throws
 * `WrapConflict` for another one. Needs a session of a WRITER or KEEPER of the organisation.
 */
export async function putWraps({ service, organisation, wraps }: PutWrapsParameters): Promise<void> {
  for (const part of chunk({ items: wraps, size: API_LIMITS.items })) {
    const body = { organisation, items: part.map(encodeBase64) };
    await requestJson({ service, method: "POST", path: "/api/wraps", body, schema: wrapsResponseSchema });
  }
}
