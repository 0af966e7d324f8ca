import type { Hex } from "viem";
import { KINDS } from "#protocol/chain/kinds.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import { type Choice, resolveConflicts } from "#protocol/record/resolve-conflicts.ts";
import type { Draft } from "./draft.ts";
import { conflictsOf, draftsOf, keepDrafts } from "./kept-drafts.ts";
import type { Write } from "./write.ts";
import type { AuthorContext } from "./write-context.ts";

/** The decision about one place of one customer's profile. */
export type ConflictChoice = { customer: Hex; pointer: string; take: Choice };

export type ResolveWriteParameters = { context: AuthorContext; write: Write; choices: readonly ConflictChoice[] };

/**
 * Decides every place that is in conflict, as `conflictsOf` tells them, and drafts the write anew on the newer profile; `runWrite`
 * takes it on. Throws `NotRebasable` where there is no conflict, `InvalidArgument` where a place is left open, `InvalidRecord`
 * where the choices add up to no valid profile, `NoOpening`. Nothing has changed then.
 */
export async function resolveWrite({ context, write, choices }: ResolveWriteParameters): Promise<Write> {
  if (write.state.step !== "conflict") {
    throw new KontorError({ code: "NotRebasable", message: `A write that is ${write.state.step} has no conflict.` });
  }
  const drafts = draftsOf({ context, write });
  for (const conflict of conflictsOf({ context, write })) {
    const { customer, draft: position, head, theirs } = conflict;
    const taken = new Map(
      choices.filter((choice) => choice.customer === customer).map((one) => [one.pointer, one.take]),
    );
    const open = conflict.conflicts.find(({ pointer }) => !taken.has(pointer));
    if (open !== undefined) {
      throw new KontorError({
        code: "InvalidArgument",
        message: "A place is left undecided.",
        hints: ["Take mine or theirs for each."],
        details: { customer, pointer: open.pointer },
      });
    }
    const record = parseRecord(KINDS.profile, resolveConflicts({ ...conflict, choices: taken }));
    drafts[position] = { ...(drafts[position] as Draft), record, base: { head, record: theirs } };
  }
  const resolved: Write = {
    ...write,
    drafts: keepDrafts({ context, write, drafts }),
    state: { step: "drafted" },
    history: [...write.history, "drafted"],
  };
  await context.journal.save(resolved);
  return resolved;
}
