import type { Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** Nothing is taken for an erased customer. That it was erased is on chain for everybody to see. */
export function customerErased(customer: Hex): KontorError {
  return new KontorError({
    code: "CustomerErased",
    message: "The customer was erased: nothing is kept for it any more.",
    hints: ["An erasure is final. GET /api/customers/{customer}/erasure says what was destroyed."],
    details: { customer },
  });
}
