import { sha256 } from "@noble/hashes/sha2.js";
import type { Address } from "viem";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { wrapsResponseSchema } from "#protocol/api/wraps.ts";
import { toHex } from "#protocol/bytes/hex.ts";
import { chunk } from "./chunk.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type PutWrapsParameters = {
  service: Service;
  organisation: Address;
  wraps: readonly Uint8Array[];
  /** Wraps that do not open, in whose places these go: for a KEEPER, and while no entry is written under their epoch. */
  replaces?: readonly Uint8Array[];
};

/**
 * Stores wrapped customer secrets, the organisation's own and its grantees'. The first one of a place stays, unless it is to be
 * replaced; throws `WrapConflict` for another one, `Forbidden` where a WRITER wants to replace. Needs a session of a WRITER or KEEPER of the organisation.
 */
export async function putWraps({ service, organisation, wraps, replaces = [] }: PutWrapsParameters): Promise<void> {
  for (const part of chunk({ items: wraps, size: API_LIMITS.items })) {
    const body = {
      organisation,
      items: part.map(encodeBase64),
      ...(replaces.length === 0 ? {} : { replaces: replaces.map((wrap) => toHex(sha256(wrap))) }),
    };
    await requestJson({ service, method: "POST", path: "/api/wraps", body, schema: wrapsResponseSchema });
  }
}
