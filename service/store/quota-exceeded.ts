import { KontorError } from "#protocol/errors/kontor-error.ts";

/**
 * What one author can make grow is bounded, so that nobody takes the room of the others.
 * @param parameters.what reads on from "You have … already", such as "1000 idempotency keys"
 */
export function quotaExceeded(parameters: {
  what: string;
  limit: number;
  hint: string;
  retryable: boolean;
}): KontorError {
  const { what, limit, hint, retryable } = parameters;
  return new KontorError({
    code: "QuotaExceeded",
    message: `You have ${what} already, as many as one account may.`,
    hints: [hint],
    details: { limit },
    retryable,
  });
}
