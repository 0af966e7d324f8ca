import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { authorContextOf, draftsOf } from "./kept-drafts.ts";
import { moveWrite } from "./move-write.ts";
import { revertedStateOf } from "./reverted-state.ts";
import { sealWrite } from "./seal-write.ts";
import type { Write } from "./write.ts";
import type { RunContext } from "./write-context.ts";

/** What a write can be refused with before it is encrypted; everything else leaves it where it is. */
const REFUSALS: ReadonlySet<string> = new Set([
  "CustomerErased",
  "CustomerNotFound",
  "InvalidArgument",
  "InvalidRecord",
  "MissingRole",
  "NotSteward",
  "NotSubject",
  "StaleHead",
  "StaleKeyEpoch",
]);

/**
 * drafted → prepared | conflict | reverted. Throws `NotAdmitted` without the author's keys, `NoOpening` with others than it was
 * drafted under, and what leaves it where it is.
 */
export async function advanceDrafted({ context, write }: { context: RunContext; write: Write }): Promise<Write> {
  const { registry, journal } = context;
  const author = authorContextOf({ context, write });
  if (author === null) {
    throw new KontorError({
      code: "NotAdmitted",
      message: "The keys that this write needs are not open.",
      hints: ["Unlock the key, then it goes on."],
      retryable: true,
    });
  }
  const drafts = draftsOf({ context: author, write });
  try {
    const sealed = await sealWrite({ context: author, write, drafts });
    await journal.save(sealed);
    return sealed;
  } catch (error) {
    if (!isSealingRefusal(error)) throw error;
    return moveWrite({ journal, write, state: await revertedStateOf({ registry, write, error }) });
  }
}

/** Whether the content as it is was refused, by the chain's state or by its rules. */
export function isSealingRefusal(error: unknown): error is KontorError {
  return isKontorError(error) && REFUSALS.has(error.code);
}
