import type { Hex } from "viem";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { readBody, request } from "./request.ts";
import type { Service } from "./service.ts";

/**
 * The bytes that the service serves for a digest, unchecked (the verdict tells tampered from missing); null where it
 * has none. Public.
 */
export async function getPayload({ service, digest }: { service: Service; digest: Hex }): Promise<Uint8Array | null> {
  try {
    const response = await request({ service, path: `/api/payloads/${digest}` });
    return new Uint8Array(await readBody(() => response.arrayBuffer()));
  } catch (error) {
    if (isKontorError(error) && error.code === "PayloadNotFound") return null;
    throw error;
  }
}
