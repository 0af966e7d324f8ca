import { decodeBase64 } from "#protocol/api/base64.ts";
import { identitySchema } from "#protocol/api/identity.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
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
  try {
    const response = await request({ service, path: "/api/identity" });
    const { identity } = await parseAnswer({ response, schema: identitySchema });
    return { sealed: decodeBase64(identity), etag: response.headers.get("etag") ?? "" };
  } catch (error) {
    if (isKontorError(error) && error.code === "IdentityNotFound") return null;
    throw error;
  }
}
