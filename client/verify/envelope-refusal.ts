import type { Address } from "viem";
import type { Entry } from "#protocol/chain/entry.ts";
import { expectContext } from "#protocol/envelope/expect-context.ts";
import { parseEnvelopeHeader } from "#protocol/envelope/header.ts";
import type { ErrorCode } from "#protocol/errors/codes.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";

export type EnvelopeRefusalParameters = { envelope: Uint8Array; entry: Entry; chainId: number; registry: Address };

/**
 * Why bytes that an entry commits to are not an envelope of that entry, as an error code; null where they are, as far as anybody
 * can tell without a key (PROTOCOL.md, section 3). No reader with keys would open it.
 */
export function envelopeRefusal(parameters: EnvelopeRefusalParameters): ErrorCode | null {
  const { envelope, entry, chainId, registry } = parameters;
  const { customer, sequence } = entry.header;
  const { kind, keyEpoch } = entry.body;
  try {
    const { context } = parseEnvelopeHeader(envelope);
    const expected = { chainId: BigInt(chainId), registry, customer, sequence, kind, keyEpoch };
    expectContext({ given: context, expected });
    return null;
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return error.code;
  }
}
