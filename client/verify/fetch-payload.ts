import type { Hex } from "viem";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { readBody, request } from "../service/request.ts";
import type { Service } from "../service/service.ts";

/** The bytes that a service serves for a digest, unchecked; `oversized` as soon as they are more than an envelope has. */
export async function fetchPayload(parameters: {
  service: Service;
  digest: Hex;
}): Promise<Uint8Array | "missing" | "oversized" | "unavailable"> {
  const { service, digest } = parameters;
  try {
    const response = await request({ service, path: `/api/payloads/${digest}` });
    return await readBody(() => readUpTo({ response, maxBytes: API_LIMITS.payloadBytes }));
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return error.code === "PayloadNotFound" ? "missing" : "unavailable";
  }
}

async function readUpTo({ response, maxBytes }: { response: Response; maxBytes: number }) {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    // Leaving the loop cancels the body.
    if (length > maxBytes) return "oversized";
    parts.push(part);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
