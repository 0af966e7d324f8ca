import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { unwrapSecret } from "#protocol/keys/wrap.ts";
import { parseWrapHeader, SCOPE_ALL } from "#protocol/keys/wrap-header.ts";
import type { Registry } from "../registry/registry.ts";
import type { Opening } from "../service/openings.ts";
import type { Keyring } from "./keyring.ts";

export type OpenCustomerSecretParameters = { registry: Registry; keyring: Keyring; opening: Opening };

/**
 * A customer's secret of one key epoch, from the first wrap that one of the keyring's keys opens.
 * Throws `NoOpening` where none does.
 */
export function openCustomerSecret({ registry, keyring, opening }: OpenCustomerSecretParameters): Uint8Array {
  const { customer, keyEpoch, wraps } = opening;
  let refused: unknown;
  for (const wrap of wraps) {
    try {
      const { wrapperEpoch } = parseWrapHeader(wrap);
      const key = keyring.keys.get(wrapperEpoch);
      if (key === undefined) continue;
      const expected = {
        chainId: BigInt(registry.chainId),
        registry: registry.address,
        customer,
        keyEpoch,
        scope: SCOPE_ALL,
        holder: keyring.organisation,
        wrapperEpoch,
      };
      return unwrapSecret({ wrap, expected, wrapKey: key.wrapKey });
    } catch (error) {
      if (!isKontorError(error)) throw error;
      refused = error;
    }
  }
  throw new KontorError({
    code: "NoOpening",
    message: "None of the wraps that the service has for this customer opens with the organisation's keys.",
    hints: ["You may have no right to this customer, or joined after its key epoch."],
    details: { customer, keyEpoch, offered: wraps.length },
    cause: refused,
  });
}
