import { KontorError } from "#protocol/errors/kontor-error.ts";
import { isSealingRefusal } from "./advance-drafted.ts";
import type { Draft } from "./draft.ts";
import { findWrite } from "./find-write.ts";
import { authorContextOf, draftsIfOpen, draftsOf } from "./kept-drafts.ts";
import { moveWrite } from "./move-write.ts";
import { revertedStateOf } from "./reverted-state.ts";
import { sealWrite } from "./seal-write.ts";
import { adopt } from "./submit-write.ts";
import type { Write } from "./write.ts";
import type { AuthorContext, RunContext } from "./write-context.ts";

/** A customer that many write to at once gives way after some rounds; one that never does is somebody's mistake. */
const REBASES_BY_ITSELF = 20;

export type RebaseWriteParameters = {
  context: AuthorContext;
  /** `reverted` with the remedy `rebase`. */
  write: Write;
  /** What to write now; what the journal has by default. */
  drafts?: readonly Draft[];
};

/**
 * Writes the content again on top of the customers' newest entries. Calling it is the consent: somebody has seen what was
 * written in the meantime and wants this to follow it. Encrypted anew, for every envelope is bound to its sequence; an edit
 * with a `base` is merged. Throws `NotRebasable`, `NoOpening`, and what `prepareWrite` throws.
 */
export async function rebaseWrite(parameters: RebaseWriteParameters): Promise<Write> {
  const { context, write } = parameters;
  if (write.state.step !== "reverted" || write.state.remedy !== "rebase") {
    throw new KontorError({
      code: "NotRebasable",
      message: `A write that is ${write.state.step} has nothing to be written on top of.`,
    });
  }
  const drafts = parameters.drafts ?? draftsOf({ context, write });
  const seen = drafts.map(({ follows: _follows, ...draft }) => draft);
  return rebased({ context, write: { ...write, rebases: 0 }, drafts: seen });
}

/**
 * reverted → prepared | conflict, by itself, where the content allows it: it only adds, or its edits merge. The same write where
 * it does not, or where its keys are not open.
 */
export async function rebaseByItself({ context, write }: { context: RunContext; write: Write }): Promise<Write> {
  const { state } = write;
  const author = authorContextOf({ context, write });
  if (state.step !== "reverted" || state.remedy !== "rebase" || state.code === "CustomerBusy" || author === null) {
    return write;
  }
  const drafts = draftsIfOpen({ context: author, write });
  if (!drafts?.every(followsAnything)) return write;
  const { registry, journal } = context;
  if (write.rebases >= REBASES_BY_ITSELF) {
    const message = "Others keep writing to this customer.";
    return moveWrite({ journal, write, state: { ...state, code: "CustomerBusy", message } });
  }
  try {
    return await rebased({ context: author, write: { ...write, rebases: write.rebases + 1 }, drafts });
  } catch (error) {
    if (!isSealingRefusal(error)) throw error;
    if (error.code === state.code) return write;
    return moveWrite({ journal, write, state: await revertedStateOf({ registry, write, error }) });
  }
}

async function rebased(parameters: { context: AuthorContext; write: Write; drafts: readonly Draft[] }): Promise<Write> {
  const { context, write, drafts } = parameters;
  const { registry, journal } = context;
  // It may have got there after all: sent by a process that died, or brought back by a reorganisation.
  const inclusion = await findWrite({ registry, write });
  if (inclusion !== null) return adopt({ context, write, inclusion });
  const last = write.appends.at(-1);
  const earlier = last === undefined ? write.earlier : [...write.earlier, last.head];
  const sealed = await sealWrite({ context, write: { ...write, earlier }, drafts });
  await journal.save(sealed);
  return sealed;
}

/** Nothing in a draft says that it may only follow what its author has seen. */
function followsAnything({ salt, follows, base, record }: Draft): boolean {
  const schema = record instanceof Object && "schema" in record ? String(record.schema) : "";
  return salt === undefined && follows === undefined && (base !== undefined || !schema.startsWith("profile/"));
}
