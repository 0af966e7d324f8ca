import type { Hex } from "viem";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { API_LIMITS } from "#protocol/api/limits.ts";
import type { PayloadQueryResponse } from "#protocol/api/payloads.ts";
import type { PayloadStore } from "../store/payload-store.ts";

/** Fetches payloads in the order asked until the answer is full; always at least one. */
export async function queryPayloads({
  payloads,
  digests,
}: {
  payloads: PayloadStore;
  digests: readonly Hex[];
}): Promise<PayloadQueryResponse> {
  const items: PayloadQueryResponse["items"] = [];
  let total = 0;
  for (const [index, digest] of digests.entries()) {
    const size = await payloads.sizeOf(digest);
    if (index > 0 && total + (size ?? 0) > API_LIMITS.queryBytes) return { items, deferred: digests.slice(index) };
    const bytes = size === undefined ? undefined : await payloads.get(digest);
    total += bytes?.length ?? 0;
    items.push({ digest, payload: bytes === undefined ? null : encodeBase64(bytes) });
  }
  return { items, deferred: [] };
}
