import type { Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** The share that a customer's payloads of this epoch are encrypted with is gone: another one would open none of them. */
export function shareMissing({ customer, keyEpoch }: { customer: Hex; keyEpoch: number }): KontorError {
  return new KontorError({
    code: "ShareMissing",
    message:
      "The shred share of this customer and key epoch was made, and is not here any more. No other is made in its place.",
    hints: [
      "The service's operator has to restore the newest share store (docs/OPERATIONS.md), then try again.",
      "If it is lost for good: renew the organisation's key. What is written under the new epoch gets a new share.",
    ],
    details: { customer, keyEpoch },
  });
}
