import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { identityResponseSchema, identityStoredResponseSchema } from "#protocol/api/identity.ts";
import { parseAnswer, request, requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type StoredIdentity = {
  /** PROTOCOL 4.3. */
  sealed: Uint8Array;
  /** Names exactly these bytes when they are to be replaced. */
  etag: string;
};

/** The caller's own sealed identity; null where none is stored. Needs a session. */
export async function getSealedIdentity({ service }: { service: Service }): Promise<StoredIdentity | null> {
  const response = await request({ service, path: "/api/identity" });
  const found = await parseAnswer({ response, schema: identityResponseSchema });
  if (found === null) return null;
  return { sealed: decodeBase64(found.identity), etag: response.headers.get("etag") ?? "" };
}

export type PutSealedIdentityParameters = {
  service: Service;
  sealed: Uint8Array;
  /** The ETag of the one that this replaces; null for the first one. */
  replaces: string | null;
};

/** Stores the caller's own sealed identity. Throws `PreconditionFailed` where another one is stored by now. */
export async function putSealedIdentity(parameters: PutSealedIdentityParameters): Promise<{ etag: string }> {
  const { service, sealed, replaces } = parameters;
  return requestJson({
    service,
    method: "PUT",
    path: "/api/identity",
    headers: replaces === null ? { "If-None-Match": "*" } : { "If-Match": replaces },
    body: { identity: encodeBase64(sealed) },
    schema: identityStoredResponseSchema,
  });
}
