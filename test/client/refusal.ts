import { isKontorError, type KontorError } from "#protocol/errors/kontor-error.ts";

/** The KontorError that something is refused with; fails where it succeeds or throws anything else. */
export async function refusalOf(act: Promise<unknown> | (() => Promise<unknown>)): Promise<KontorError> {
  try {
    await (typeof act === "function" ? act() : act);
  } catch (error) {
    if (isKontorError(error)) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}
