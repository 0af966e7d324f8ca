import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";

/** Asks the chain; whatever goes wrong on the way is ChainUnavailable. The RPC URL (it may hold a key) stays in the cause. */
export async function askChain<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    throw isKontorError(error) ? error : chainUnavailable({ cause: error });
  }
}

export function chainUnavailable({
  message = "The chain does not answer; nothing is known about it now.",
  cause,
}: {
  message?: string;
  cause?: unknown;
}): KontorError {
  return new KontorError({
    code: "ChainUnavailable",
    message,
    hints: ["Try again in a moment."],
    retryable: true,
    cause,
  });
}
