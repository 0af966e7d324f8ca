import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";

export type WhenProvenParameters<Result> = {
  act: () => Promise<Result>;
  /** Told each time that the other side has not answered yet. */
  onWaiting: () => void;
  signal: AbortSignal;
  /** Milliseconds between looks. */
  interval?: number;
};

/**
 * Does what needs somebody's proof that they can open what is sealed to their key, and tries again until they have given it: their
 * own dApp answers when it is open and unlocked. Throws `Aborted` on the signal, and what `act` throws otherwise.
 */
export async function whenProven<Result>(parameters: WhenProvenParameters<Result>): Promise<Result> {
  const { act, onWaiting, signal, interval = 2_000 } = parameters;
  for (;;) {
    if (signal.aborted) throw new KontorError({ code: "Aborted", message: "Nobody waits for the answer any more." });
    try {
      return await act();
    } catch (error) {
      if (!isKontorError(error) || error.code !== "PossessionNotProven") throw error;
      onWaiting();
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
