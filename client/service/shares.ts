import type { Address, Hex } from "viem";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { sharesResponseSchema } from "#protocol/api/shares.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { chunk } from "./chunk.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type ShareRequest = { customer: Hex; keyEpoch: number; salt?: Hex };

export type CreateSharesParameters = { service: Service; organisation: Address; items: readonly ShareRequest[] };

/** Shred shares, in the order asked; made where there are none. Needs a session of a WRITER of the organisation. */
export async function createShares({ service, organisation, items }: CreateSharesParameters): Promise<Uint8Array[]> {
  const shares: Uint8Array[] = [];
  for (const part of chunk({ items, size: API_LIMITS.items })) {
    const body = { organisation, items: part };
    const answer = await requestJson({
      service,
      method: "POST",
      path: "/api/shares",
      body,
      schema: sharesResponseSchema,
    });
    for (const [index, { customer }] of part.entries()) {
      const served = answer.items[index];
      const share = served?.customer === customer ? decodeBase64(served.share) : undefined;
      if (share?.length !== 32) {
        throw new KontorError({
          code: "UnexpectedAnswer",
          message: "The service did not answer with the shares asked for.",
        });
      }
      shares.push(share);
    }
  }
  return shares;
}
