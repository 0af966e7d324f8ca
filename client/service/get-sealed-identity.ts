import { decodeBase64 } from "#protocol/api/base64.ts";
import { identityResponseSchema } from "#protocol/api/identity.ts";
import { parseAnswer, request } from "./request.ts";
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
