import type { Address, Hex } from "viem";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { openingsResponseSchema } from "#protocol/api/openings.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { chunk } from "./chunk.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type OpeningRequest = { customer: Hex; keyEpoch: number };

/** What opens a customer's payloads of one epoch, beside the holder's own secrets. Unchecked. */
export type Opening = OpeningRequest & {
  /** Under the holder's own wrap keys. */
  wraps: Uint8Array[];
  /** Under the wrap keys of channels to the holder. */
  channelWraps: { steward: Address; wrap: Uint8Array }[];
  share: Uint8Array | null;
};

export type GetOpeningsParameters = {
  service: Service;
  /** The holder: an organisation that the caller is a member of, or the caller's own wallet. */
  organisation: Address;
  items: readonly OpeningRequest[];
};

/** Wraps and shares, in the order asked. Needs a session of the holder or one of its members. */
export async function getOpenings({ service, organisation, items }: GetOpeningsParameters): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (const part of chunk({ items, size: API_LIMITS.items })) {
    const body = { organisation, items: part };
    const path = "/api/openings";
    const answer = await requestJson({ service, method: "POST", path, body, schema: openingsResponseSchema });
    for (const [index, asked] of part.entries()) {
      const served = answer.items[index];
      if (served === undefined || served.customer !== asked.customer || served.keyEpoch !== asked.keyEpoch) {
        throw new KontorError({
          code: "UnexpectedAnswer",
          message: "The service did not answer with the openings asked for.",
        });
      }
      const share = served.share === null ? null : decodeBase64(served.share);
      const wraps = served.wraps.map(decodeBase64);
      const channelWraps = served.channelWraps.map(({ steward, wrap }) => ({ steward, wrap: decodeBase64(wrap) }));
      openings.push({ ...asked, wraps, channelWraps, share });
    }
  }
  return openings;
}
