import { encodeBase64 } from "#protocol/api/base64.ts";
import { identityStoredResponseSchema } from "#protocol/api/identity.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

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
