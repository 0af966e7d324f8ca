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
export function openCustomerSecret(parameters: OpenCustomerSecretParameters): Uint8Array {
  const secret = findCustomerSecret(parameters);
  if (secret !== null) return secret;
  const { customer, keyEpoch, wraps } = parameters.opening;
  throw new KontorError({
    code: "NoOpening",
    message: "None of the wraps that the service has for this customer opens with the organisation's keys.",
    hints: [
      "You may have no right to this customer, or joined after its key epoch.",
      "If a member has stored something else in its place, a KEEPER mends it: by sharing the customer, or by renewing the key.",
    ],
    details: { customer, keyEpoch, offered: wraps.length },
  });
}

/** As `openCustomerSecret`; null where no wrap opens. */
export function findCustomerSecret({ registry, keyring, opening }: OpenCustomerSecretParameters): Uint8Array | null {
  const { customer, keyEpoch, wraps } = opening;
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
      // Anybody with a role may have put it there.
      if (!isKontorError(error)) throw error;
    }
  }
  return null;
}
