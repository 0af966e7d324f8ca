import { advanceDrafted } from "./advance-drafted.ts";
import { type DraftWriteParameters, journaledWrite, newWrite } from "./draft-write.ts";
import { sealWrite } from "./seal-write.ts";
import type { Write } from "./write.ts";

/**
 * Makes a write in one go, for callers that keep what they write themselves: encrypted on top of the newest entries, and journaled
 * as `prepared`, or in `conflict`. Unlike `draftWrite`, a refusal is thrown and nothing is journaled.
 * Throws what parsing refuses, `StaleHead`, `StaleKeyEpoch`, `NotSteward`, `NotSubject`, `NoOpening`, `WriteMismatch`.
 */
export async function prepareWrite({ context, id, drafts }: DraftWriteParameters): Promise<Write> {
  const journaled = await journaledWrite({ context, id, drafts });
  if (journaled?.state.step === "drafted") return advanceDrafted({ context, write: journaled });
  if (journaled !== null) return journaled;
  const drafted = newWrite({ context, id, drafts });
  const write = await sealWrite({ context, write: { ...drafted, history: [] }, drafts });
  await context.journal.save(write);
  return write;
}
