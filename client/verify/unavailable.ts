import { KontorError } from "#protocol/errors/kontor-error.ts";

/** The chain is not to be had from this RPC: dead, lying, or another one than asked for. Never a verdict on a customer. */
export function unavailable(message: string): KontorError {
  return new KontorError({
    code: "ChainUnavailable",
    message,
    hints: ["Try another RPC; several --rpc have to agree with each other."],
    retryable: true,
  });
}
