import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Draft } from "./draft.ts";
import { sealDrafts } from "./seal-drafts.ts";
import type { Write } from "./write.ts";
import type { WriteContext } from "./write-context.ts";

export type RebaseWriteParameters = {
  context: WriteContext;
  /** `reverted` with the remedy `rebase`. */
  write: Write;
  /** What to write now. The journal holds no plaintext, so the caller brings it again, changed or not. */
  drafts: readonly Draft[];
};

/**
 * Writes the content again on top of the customers' newest entries. Calling it is the consent: somebody has seen what was
 * written in the meantime and wants this to follow it. Encrypted anew, for every envelope is bound to its sequence.
 * Throws `NotRebasable`, and what `prepareWrite` throws.
 */
export async function rebaseWrite({ context, write, drafts }: RebaseWriteParameters): Promise<Write> {
  if (write.state.step !== "reverted" || write.state.remedy !== "rebase") {
    throw new KontorError({
      code: "NotRebasable",
      message: `A write that is ${write.state.step} has nothing to be written on top of.`,
    });
  }
  const appends = await sealDrafts({ context, drafts });
  const rebased: Write = { ...write, appends, state: { step: "prepared" }, history: [...write.history, "prepared"] };
  await context.journal.save(rebased);
  return rebased;
}
