import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Journal } from "./journal.ts";
import { moveWrite } from "./move-write.ts";
import type { Write } from "./write.ts";

/**
 * Sends a stopped write again, as it is: after `replaced`, `dropped`, `reorged`, or a refusal that has passed. It goes back
 * to `prepared`, for the service may have swept its payloads in the meantime. However often this is done, the entries get
 * on chain once: each names its predecessor. Throws `NotResubmittable`, also where only `rebaseWrite` can help.
 */
export async function resubmitWrite({ journal, write }: { journal: Journal; write: Write }): Promise<Write> {
  const { state } = write;
  const stopped = state.step === "replaced" || state.step === "dropped" || state.step === "reorged";
  if (!stopped && !(state.step === "reverted" && state.remedy === "resubmit")) {
    throw new KontorError({
      code: "NotResubmittable",
      message: `A write that is ${state.step} cannot be sent again as it is.`,
      hints:
        state.step === "reverted" && state.remedy === "rebase" ? ["Write it again on top of the newest entries."] : [],
    });
  }
  // What was refused before it was encrypted has no payloads yet.
  return moveWrite({ journal, write, state: { step: write.appends.length === 0 ? "drafted" : "prepared" } });
}
