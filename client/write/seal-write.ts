import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { Draft } from "./draft.ts";
import { keepConflicts, keepDrafts } from "./kept-drafts.ts";
import { mergeEdits } from "./merge-edits.ts";
import { sealDrafts } from "./seal-drafts.ts";
import type { Write, WriteState } from "./write.ts";
import type { AuthorContext } from "./write-context.ts";

export type SealWriteParameters = { context: AuthorContext; write: Write; drafts: readonly Draft[] };

/** Somebody can write between the merge and the sealing; after that many times it is left to the next step. */
const MERGES = 3;

/**
 * The write with its drafts encrypted as entries on top of the customers' newest ones: `prepared`, or in `conflict`. Nothing is
 * journaled here. Throws what `sealDrafts` and `mergeEdits` throw.
 */
export async function sealWrite({ context, write, drafts }: SealWriteParameters): Promise<Write> {
  for (let merge = 1; ; merge++) {
    const merged = await mergeEdits({ context, drafts });
    if (merged.conflicts.length > 0) {
      const customers = merged.conflicts.map(({ customer, head, author }) => ({ customer, head, author }));
      const sealed = keepConflicts({ context, write, conflicts: merged.conflicts });
      return inState({ write, state: { step: "conflict", customers, sealed } });
    }
    try {
      const appends = await sealDrafts({ context, drafts: merged.drafts });
      // The head that an edit was merged with is only of use now.
      const kept = merged.drafts.map((draft, position) => ({ ...draft, follows: drafts[position]?.follows }));
      const sealed = keepDrafts({ context, write, drafts: kept.map(withoutNothing) });
      return inState({ write: { ...write, drafts: sealed, appends }, state: { step: "prepared" } });
    } catch (error) {
      const isOvertaken = isKontorError(error) && error.code === "StaleHead" && isMerged(drafts[0], merged.drafts[0]);
      if (!isOvertaken || merge === MERGES) throw error;
    }
  }
}

function isMerged(draft: Draft | undefined, merged: Draft | undefined): boolean {
  return draft?.follows === undefined && merged?.follows !== undefined;
}

function withoutNothing({
  follows,
  ...draft
}: Omit<Draft, "follows"> & { follows: Draft["follows"] | undefined }): Draft {
  return follows === undefined ? draft : { ...draft, follows };
}

function inState({ write, state }: { write: Write; state: WriteState }): Write {
  return { ...write, state, history: [...write.history, state.step] };
}
